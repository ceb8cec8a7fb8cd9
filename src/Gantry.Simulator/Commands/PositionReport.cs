using Gantry.GCode.Motion;

namespace Gantry.Simulator.Commands;

/// <summary>
/// <c>X:10.00 Y:0.00 Z:0.00 E:0.00 Count X:800 Y:0 Z:0</c>: where the last planned move will end, also while it moves, and
/// the steps that the motors have made.
/// </summary>
internal static class PositionReport
{
    // The stock configuration's steps per mm.
    private const double StepsXy = 80;
    private const double StepsZ = 400;

    public static void Write(Board board, TimeSpan now)
    {
        AxisValues planned = board.Interpreter.Logical;
        if (board.Options.Flavour.Family == FirmwareFamily.Klipper)
        {
            board.Replies.Text("X:"u8).Format(planned.X, "F3").Text(" Y:"u8).Format(planned.Y, "F3");
            board.Replies.Text(" Z:"u8).Format(planned.Z, "F3").Text(" E:"u8).Format(planned.E, "F3").End();
            return;
        }
        AxisValues there = board.Motion.PositionAt(now);
        board.Replies.Text("X:"u8).Fixed(planned.X).Text(" Y:"u8).Fixed(planned.Y);
        board.Replies.Text(" Z:"u8).Fixed(planned.Z).Text(" E:"u8).Fixed(planned.E);
        board.Replies.Text(" Count X:"u8).Number((long)Math.Round(there.X * StepsXy));
        board.Replies.Text(" Y:"u8).Number((long)Math.Round(there.Y * StepsXy));
        board.Replies.Text(" Z:"u8).Number((long)Math.Round(there.Z * StepsZ)).End();
    }
}
