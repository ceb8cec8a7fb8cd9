using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Simulator.Commands;

/// <summary>G28: the way to the endstops at the stock homing feedrates, each touched twice.</summary>
internal static class Homing
{
    // HOMING_FEEDRATE_MM_M: 50 mm/s for X and Y, 4 mm/s for Z; the second, slow touch goes back and forth over 5 and 2 mm.
    private const double FastXy = 50;
    private const double FastZ = 4;
    private const double TouchXy = 0.5;
    private const double TouchZ = 1.5;
    private const double Longest = 600;

    // Nobody knows where the head is before the first homing: the middle of the bed is a fair guess.
    private static readonly AxisValues Unknown = new(100, 100, 10, 0);

    public static Ongoing Begin(Board board, GCodeCommand command, TimeSpan now)
    {
        bool all = !command.Has('X') && !command.Has('Y') && !command.Has('Z');
        AxisValues way = board.Motion.Planned is { X: 0, Y: 0, Z: 0 } ? Unknown : board.Motion.Planned;
        double seconds = 0;
        if (all || command.Has('X'))
            seconds += (Math.Abs(way.X) / FastXy) + TouchXy;
        if (all || command.Has('Y'))
            seconds += (Math.Abs(way.Y) / FastXy) + TouchXy;
        if (all || command.Has('Z'))
            seconds += (Math.Abs(way.Z) / FastZ) + TouchZ;
        TimeSpan until = now + board.Pace.ToHost(TimeSpan.FromSeconds(Math.Min(seconds, Longest)));
        return new Dwell(until, () => Finish(board, command));
    }

    private static void Finish(Board board, GCodeCommand command)
    {
        board.Interpreter.Interpret(command);
        board.Motion.SetPosition(board.Interpreter.Position);
        PositionReport.Write(board, board.Processor.Now);
    }
}
