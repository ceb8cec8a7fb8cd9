using Gantry.GCode.Analysis;

namespace Gantry.Printing.Scripts;

/// <summary>What scripts may know of a printer. Lengths in mm, speeds in mm/min as G-code has them, temperatures in °C.</summary>
public sealed record ScriptMachine
{
    /// <summary>Hotends.</summary>
    public int Hotends { get; init; } = 1;

    /// <summary>Whether the bed is heated.</summary>
    public bool HasBed { get; init; } = true;

    /// <summary>Whether the chamber is heated.</summary>
    public bool HasChamber { get; init; }

    /// <summary>Fans that G-code can switch.</summary>
    public int Fans { get; init; } = 1;

    /// <summary>Where the head is parked, in machine coordinates; null for a printer that should not be parked.</summary>
    public double? ParkX { get; init; }

    /// <inheritdoc cref="ParkX"/>
    public double? ParkY { get; init; }

    /// <summary>How far the head goes up before it parks.</summary>
    public double ParkLift { get; init; } = 10;

    /// <summary>How fast it goes to the parking place.</summary>
    public double ParkFeedrate { get; init; } = 6000;

    /// <summary>How fast it goes up and down: most screws take 10 mm/s.</summary>
    public double ParkFeedrateZ { get; init; } = 600;

    /// <summary>How much filament is pulled back while the head is parked.</summary>
    public double RetractLength { get; init; } = 2;

    /// <summary>How fast.</summary>
    public double RetractFeedrate { get; init; } = 1800;

    /// <summary>How much more is pushed forth on the way back: what has oozed out.</summary>
    public double PrimeExtra { get; init; } = 1;

    /// <summary>What the printer can reach and bear.</summary>
    public PrinterLimits Limits { get; init; } = new();
}
