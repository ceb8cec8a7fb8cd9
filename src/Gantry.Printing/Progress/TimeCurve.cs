namespace Gantry.Printing.Progress;

/// <summary>
/// How long a file takes, command by command: by the number of a command the seconds that should have passed when the firmware
/// acknowledges it, which it does for a move as soon as the planner has room, some 16 moves ahead of the head.
/// </summary>
public sealed class TimeCurve
{
    /// <summary>Points at the most.</summary>
    public const int MostPoints = 1000;

    private readonly long[] _commands;
    private readonly double[] _seconds;

    /// <summary>Makes a curve.</summary>
    /// <param name="commands">Numbers of commands, counted from 1, ascending.</param>
    /// <param name="seconds">The seconds until each of them is acknowledged, never descending.</param>
    /// <param name="origin">Where they come from.</param>
    internal TimeCurve(long[] commands, double[] seconds, TimeLeftOrigin origin)
    {
        if (commands.Length != seconds.Length)
            throw new ArgumentException("Each command needs its seconds.", nameof(seconds));
        (_commands, _seconds, Origin) = (commands, seconds, origin);
    }

    /// <summary>Where it comes from.</summary>
    public TimeLeftOrigin Origin { get; }

    /// <summary>How long the whole file takes, s, without heating.</summary>
    public double TotalSeconds => _seconds.Length == 0 ? 0 : _seconds[^1];

    /// <summary>How many commands the file has.</summary>
    public long Commands => _commands.Length == 0 ? 0 : _commands[^1];

    /// <summary>Points of the curve.</summary>
    public int Count => _commands.Length;

    /// <summary>The seconds that should have passed when a command is acknowledged.</summary>
    /// <param name="command">Its number, counted from 1; less is the beginning, more is the end.</param>
    public double SecondsAt(long command)
    {
        if (command <= 0 || _commands.Length == 0)
            return 0;
        int at = Array.BinarySearch(_commands, command);
        if (at >= 0)
            return _seconds[at];
        at = ~at;
        if (at == _commands.Length)
            return TotalSeconds;
        (long before, double start) = at == 0 ? (0, 0) : (_commands[at - 1], _seconds[at - 1]);
        double share = (double)(command - before) / (_commands[at] - before);
        return start + share * (_seconds[at] - start);
    }
}
