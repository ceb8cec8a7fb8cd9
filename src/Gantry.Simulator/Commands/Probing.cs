namespace Gantry.Simulator.Commands;

/// <summary>G29: a grid of points, each probed, and the table that Marlin prints of them.</summary>
internal static class Probing
{
    private const int Points = 3;
    private static readonly TimeSpan PerPoint = TimeSpan.FromSeconds(2.5);

    public static Ongoing Begin(Board board, TimeSpan now) =>
        new Dwell(now + board.Pace.ToHost(PerPoint * Points * Points), () => Report(board));

    private static void Report(Board board)
    {
        board.Replies.Line("Bilinear Leveling Grid:"u8);
        board.Replies.Text("   "u8);
        for (int column = 0; column < Points; column++)
            board.Replies.Text("   "u8).Number(column).Text("   "u8);
        board.Replies.End();
        for (int row = 0; row < Points; row++)
        {
            board.Replies.Text(" "u8).Number(row);
            for (int column = 0; column < Points; column++)
                board.Replies.Text(" "u8).Format(Height(column, row), "+0.000;-0.000;+0.000");
            board.Replies.End();
        }
        board.Replies.End();
        PositionReport.Write(board, board.Processor.Now);
    }

    // A slightly tilted, slightly domed bed.
    private static double Height(int column, int row) =>
        (0.03 * (column - 1)) - (0.02 * (row - 1)) + (column == 1 && row == 1 ? 0.015 : 0);
}
