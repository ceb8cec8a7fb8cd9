using Gantry.GCode.Words;

namespace Gantry.GCode.Motion;

/// <summary>The commands that change a machine's limits: M92, M201, M203, M204, M205, M900.</summary>
internal static class LimitCommands
{
    public static void Apply(GCodeCommand command, ref MotionLimits limits)
    {
        switch (command.Code)
        {
            case 92:
                limits.StepsPerMm = Axes(command, limits.StepsPerMm);
                break;
            case 201:
                limits.MaxAcceleration = Axes(command, limits.MaxAcceleration);
                break;
            case 203:
                limits.MaxFeedrate = Axes(command, limits.MaxFeedrate);
                break;
            case 204:
                ApplyAcceleration(command, ref limits);
                break;
            case 205:
                ApplyAdvanced(command, ref limits);
                break;
            case 900:
                limits.LinearAdvance = Math.Clamp(command.Get('K', limits.LinearAdvance), 0, 100);
                break;
        }
    }

    /// <summary>Only values over 0 make sense for a limit; a file with another keeps what was.</summary>
    private static AxisValues Axes(GCodeCommand command, in AxisValues now) =>
        new(
            Positive(command, 'X', now.X),
            Positive(command, 'Y', now.Y),
            Positive(command, 'Z', now.Z),
            Positive(command, 'E', now.E)
        );

    private static double Positive(GCodeCommand command, char letter, double now)
    {
        double value = command.Get(letter, now);
        return value > 0 ? Math.Clamp(value, 1e-6, MotionInterpreter.Highest) : now;
    }

    private static void ApplyAcceleration(GCodeCommand command, ref MotionLimits limits)
    {
        double both = Positive(command, 'S', 0);
        if (both > 0)
            limits.PrintAcceleration = limits.TravelAcceleration = both;
        limits.PrintAcceleration = Positive(command, 'P', limits.PrintAcceleration);
        limits.RetractAcceleration = Positive(command, 'R', limits.RetractAcceleration);
        limits.TravelAcceleration = Positive(command, 'T', limits.TravelAcceleration);
    }

    private static void ApplyAdvanced(GCodeCommand command, ref MotionLimits limits)
    {
        limits.MinSegmentSeconds = Math.Clamp(command.Get('B', limits.MinSegmentSeconds * 1e6), 0, 1e6) / 1e6;
        limits.MinFeedrate = Math.Clamp(command.Get('S', limits.MinFeedrate), 0, MotionInterpreter.Highest);
        limits.MinTravelFeedrate = Math.Clamp(command.Get('T', limits.MinTravelFeedrate), 0, MotionInterpreter.Highest);
        // A build has either junction deviation or jerk; the letters of the other are ignored.
        if (limits.JunctionDeviation > 0)
            limits.JunctionDeviation = Positive(command, 'J', limits.JunctionDeviation);
        else
            limits.MaxJerk = Axes(command, limits.MaxJerk);
    }
}
