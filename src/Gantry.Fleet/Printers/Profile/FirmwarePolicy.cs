namespace Gantry.Fleet.Printers.Profile;

/// <summary>How the firmware is talked to, and what happens when it loses a print.</summary>
public sealed record FirmwarePolicy
{
    /// <summary>Lines on their way at a time: <c>auto</c>, <c>off</c> for one, or their number.</summary>
    public string Window { get; init; } = "auto";

    /// <summary>Whether connecting resets the board.</summary>
    public ResetOnConnect ResetOnConnect { get; init; }

    /// <summary>What becomes of the heaters when a print is interrupted.</summary>
    public InterruptedHeaters InterruptedHeaters { get; init; }

    /// <summary>After how many seconds they are switched off, where they are.</summary>
    public double InterruptedOffAfterSeconds { get; init; } = 1800;

    /// <summary>After how many seconds the hotends of a paused print are switched off, to be heated again when it goes on; null for never.</summary>
    public double? PausedHotendsOffAfterSeconds { get; init; }

    /// <summary>How many seconds after a print the motors are switched off; null for never.</summary>
    public double? MotorsOffAfterSeconds { get; init; } = 120;
}
