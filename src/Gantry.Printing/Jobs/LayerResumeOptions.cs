namespace Gantry.Printing.Jobs;

/// <summary>How a print goes on at a layer. Lengths in mm, speeds in mm/min, temperatures in °C.</summary>
public sealed record LayerResumeOptions
{
    /// <summary>How the printer moves. Never guessed: from the printer's profile, or from M115.</summary>
    public PrinterKinematics Kinematics { get; init; }

    /// <summary>Whether X and Y can be homed while the head is just above the part, with nothing in the way.</summary>
    public bool CanHomeXY { get; init; }

    /// <summary>Whether the firmware refuses to move before Z is homed (NO_MOTION_BEFORE_HOMING and its like).</summary>
    public bool NeedsHomedZ { get; init; }

    /// <summary>How far the head goes up before it moves sideways.</summary>
    public double Lift { get; init; } = 10;

    /// <summary>
    /// The hotend is warmed to this before it moves, for it stands in the part and plastic holds it; 0 for not at all.
    /// </summary>
    public double LoosenAt { get; init; } = 150;

    /// <summary>Filament that is pushed out beside the part: what has oozed out while it stood.</summary>
    public double PrimeLength { get; init; } = 20;

    /// <summary>How fast.</summary>
    public double PrimeFeedrate { get; init; } = 200;

    /// <summary>Where that is done, in machine coordinates; null for the parking place.</summary>
    public double? PrimeX { get; init; }

    /// <inheritdoc cref="PrimeX"/>
    public double? PrimeY { get; init; }

    /// <summary>A correction of the height by a person who has looked: more is higher above the part.</summary>
    public double ZAdjustment { get; init; }
}
