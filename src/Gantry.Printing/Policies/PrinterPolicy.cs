namespace Gantry.Printing.Policies;

/// <summary>What a printer does by itself when nobody is there. Immutable.</summary>
public sealed record PrinterPolicy
{
    /// <summary>What heaters do while an interrupted print waits for a person.</summary>
    public InterruptedHeaters InterruptedHeaters { get; init; } = InterruptedHeaters.Off;

    /// <summary>After how long they go off, with <see cref="InterruptedHeaters.Off"/>; zero for at once.</summary>
    public TimeSpan InterruptedOffAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After how long the hotends of a paused print go off; resuming heats them again. Null for never.</summary>
    public TimeSpan? PausedHotendsOffAfter { get; init; }

    /// <summary>How long after a job has ended the motors go off, if nothing else was sent meanwhile. Null for never.</summary>
    public TimeSpan? MotorsOffAfter { get; init; } = TimeSpan.FromMinutes(2);
}
