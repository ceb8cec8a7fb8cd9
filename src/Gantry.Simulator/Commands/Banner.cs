namespace Gantry.Simulator.Commands;

/// <summary>What a firmware says after a reset. There is no <c>ok</c> in it.</summary>
internal static class Banner
{
    public static void Write(Board board)
    {
        switch (board.Options.Flavour.Family)
        {
            case FirmwareFamily.Klipper:
                return;
            case FirmwareFamily.Repetier:
                board.Replies.Line("start"u8);
                board.Replies.Line("Info:External Reset"u8);
                board.Replies.Line("Free RAM:2648"u8);
                return;
            default:
                WriteMarlin(board);
                return;
        }
    }

    private static void WriteMarlin(Board board)
    {
        board.Replies.Line("start"u8);
        if (board.Options.Flavour == FirmwareFlavour.Marlin119)
            board.Replies.Text("echo:"u8);
        board.Replies.Text(board.Options.Flavour.Title).End();
        board.Replies.End();
        board.Replies.Text("echo: Last Updated: "u8).Text(Identity.Build(board)[..11]);
        board.Replies.Line(" | Author: (none, default config)"u8);
        board.Replies.Text("echo: Compiled: "u8).Text(Identity.Build(board)[..11]).End();
        board.Replies.Line(" echo: Free Memory: 4095  PlannerBufferBytes: 1232"u8);
        board.Replies.Line("echo:Hardcoded Default Settings Loaded"u8);
        Settings.Write(board);
    }
}
