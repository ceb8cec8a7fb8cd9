namespace Gantry.Simulator.Commands;

/// <summary>Commands by which a host and the firmware learn about each other.</summary>
internal sealed class HostCommands(Board board) : ICommandSet
{
    public CommandResult Run(ParsedCommand command)
    {
        if (command.Letter != 'M')
            return CommandResult.Unknown;
        switch (command.Number)
        {
            case 110:
                if (command.Words.TryGet('N', out double number))
                    board.Lines.LastNumber = (long)number;
                return CommandResult.Done;
            case 113:
                return KeepAlive(command);
            case 115:
                Identity.Write(board);
                return CommandResult.Done;
            case 117:
                return Show(command);
            case 118:
                return Say(command);
            case 154 when board.Has(Features.AutoReport):
                if (command.Words.Has('S'))
                    board.Background.ReportPositions(Math.Clamp(command.GetInt('S', 0), 0, 60));
                return CommandResult.Done;
            case 108:
                board.StopWaiting();
                return CommandResult.Done;
            case 112:
                board.Halt("M112 Shutdown"u8);
                return CommandResult.Answered;
            case 119:
                return Endstops();
            case 503 or 501 or 502:
                Settings.Write(board);
                return CommandResult.Done;
            case 999:
                board.RequestResend();
                return CommandResult.Done;
            default:
                return RunSd(command);
        }
    }

    private CommandResult RunSd(ParsedCommand command)
    {
        if (!board.Has(Features.SdCard))
            return CommandResult.Unknown;
        switch (command.Number)
        {
            case 20:
                board.Replies.Line("Begin file list"u8);
                board.Replies.Line("End file list"u8);
                return CommandResult.Done;
            case 21:
                board.Replies.Line("echo:SD card ok"u8);
                return CommandResult.Done;
            case 27:
                board.Replies.Line("Not SD printing"u8);
                return CommandResult.Done;
            default:
                return CommandResult.Unknown;
        }
    }

    private CommandResult KeepAlive(ParsedCommand command)
    {
        if (command.Words.Has('S'))
            board.Background.KeepAliveSeconds = Math.Clamp(command.GetInt('S', 0), 0, 60);
        else
            board.Replies.Text("echo:M113 S"u8).Number(board.Background.KeepAliveSeconds).End();
        return CommandResult.Done;
    }

    private CommandResult Show(ParsedCommand command)
    {
        if (board.Has(Features.Notifications))
            board.Replies.Text("//action:notification "u8).Text(command.StringArgument).End();
        return CommandResult.Done;
    }

    private CommandResult Say(ParsedCommand command)
    {
        ReadOnlySpan<byte> text = command.StringArgument;
        bool isEcho = false;
        bool isAction = false;
        // "A1", "E1" and "P0" come first, in any order, three at the most.
        for (int i = 0; i < 3 && text.Length >= 2; i++)
        {
            if (text.StartsWith("A1"u8))
                isAction = true;
            else if (text.StartsWith("E1"u8))
                isEcho = true;
            else if (text[0] != (byte)'P' || text[1] is < (byte)'0' or > (byte)'9')
                break;
            text = text[2..].TrimStart((byte)' ');
        }
        if (board.Options.Flavour.Family == FirmwareFamily.Klipper)
        {
            board.Replies.Text("echo: "u8).Text(text).End();
            return CommandResult.Done;
        }
        if (isEcho)
            board.Replies.Text("echo:"u8);
        if (isAction)
            board.Replies.Text("//"u8);
        board.Replies.Text(text).EndWithReturn();
        return CommandResult.Done;
    }

    private CommandResult Endstops()
    {
        board.Replies.Line("Reporting endstop status"u8);
        board.Replies.Line("x_min: open"u8);
        board.Replies.Line("y_min: open"u8);
        board.Replies.Line("z_min: open"u8);
        return CommandResult.Done;
    }
}
