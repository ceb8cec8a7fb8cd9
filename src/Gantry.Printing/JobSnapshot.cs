using Gantry.Printing.Journal;
using Gantry.Printing.Progress;

namespace Gantry.Printing;

/// <summary>A job at one moment.</summary>
/// <param name="Header">Which job it is.</param>
/// <param name="CommandsDone">The file's commands that are done.</param>
/// <param name="Elapsed">Since its start; pauses included.</param>
/// <param name="Interruption">Why it cannot go on by itself; null when it can.</param>
public sealed record JobSnapshot(JournalHeader Header, long CommandsDone, TimeSpan Elapsed, string? Interruption)
{
    /// <summary>The share of commands that are done, 0 to 1.</summary>
    public double Share => Header.Commands == 0 ? 0 : Math.Min(1, (double)CommandsDone / Header.Commands);

    /// <summary>How much of the print's time has passed, 0 to 1; the share of commands where its time is not known.</summary>
    public double Progress { get; init; }

    /// <summary>The time that was spent printing: without heating and pauses.</summary>
    public TimeSpan Printed { get; init; }

    /// <summary>The time that is left, without heating and pauses; null while nothing is known.</summary>
    public TimeSpan? Left { get; init; }

    /// <summary>What <see cref="Left"/> is based on.</summary>
    public TimeLeftOrigin LeftOrigin { get; init; }

    /// <summary>The layer that is printed, from 1; null before the first, or when layers are not known.</summary>
    public int? Layer { get; init; }

    /// <summary>How many layers there are; null when that is not known.</summary>
    public int? Layers { get; init; }

    /// <summary>Whether the job was given up, and the firmware has acknowledged that heaters and fans are off.</summary>
    public bool AreHeatersOff { get; init; }

    /// <summary>Whether the firmware has paused by itself, as for a change of filament (M600).</summary>
    public bool IsPausedByFirmware { get; init; }

    /// <summary>Why its journal cannot be written, so that a restart of this program could not go on with it; null when it can.</summary>
    public string? JournalTrouble { get; init; }

    /// <summary>What the job's log says besides: lines that were executed by accident, what the firmware refused. The last fifty.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
