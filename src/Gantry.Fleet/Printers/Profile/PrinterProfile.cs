using Gantry.Printing.Jobs;

namespace Gantry.Fleet.Printers.Profile;

/// <summary>What a printer is like and how Gantry treats it. Lengths in mm, temperatures in °C.</summary>
public sealed record PrinterProfile
{
    /// <summary>Width of the bed; the diameter of a round one. 0: not known, so not checked.</summary>
    public double WidthMm { get; init; }

    /// <summary>Depth of the bed.</summary>
    public double DepthMm { get; init; }

    /// <summary>Height of the room above it.</summary>
    public double HeightMm { get; init; }

    /// <summary>The form of the bed.</summary>
    public BedShape Shape { get; init; }

    /// <summary>Where X and Y are 0.</summary>
    public BedOrigin Origin { get; init; }

    /// <summary>How its motors move the head. A print goes on at a layer only where somebody, or the firmware, said so.</summary>
    public PrinterKinematics Kinematics { get; init; }

    /// <summary>Whether X and Y can be homed while the head is just above a part, with nothing in the way.</summary>
    public bool CanHomeXy { get; init; }

    /// <summary>Whether the bed can be heated.</summary>
    public bool HeatedBed { get; init; } = true;

    /// <summary>Whether the chamber can be heated.</summary>
    public bool HeatedChamber { get; init; }

    /// <summary>The hotends, by tool number.</summary>
    public IReadOnlyList<HotendProfile> Hotends { get; init; } = [new()];

    /// <summary>The hottest that the bed may be set to.</summary>
    public double MaxBedC { get; init; } = 110;

    /// <summary>The hottest that the chamber may be set to.</summary>
    public double MaxChamberC { get; init; } = 60;

    /// <summary>What it draws while it heats up, in watts; for the power limit of the queue. 0: not known.</summary>
    public double HeatUpWatts { get; init; }

    /// <summary>How fast it is moved by hand.</summary>
    public JogFeedrates Feedrates { get; init; } = new();

    /// <summary>
    /// G-code by name: <c>start</c>, <c>end</c>, <c>pause</c>, <c>resume</c>, <c>cancel</c>, <c>connect</c>, <c>disconnect</c>
    /// and <c>heatersOff</c> run at their moments; any other name is a button.
    /// </summary>
    public IReadOnlyDictionary<string, string> Scripts { get; init; } = new Dictionary<string, string>();

    /// <summary>How the firmware is talked to.</summary>
    public FirmwarePolicy Firmware { get; init; } = new();

    /// <summary>Whether the plate counts as clear after a while.</summary>
    public AutoClear AutoClear { get; init; } = new();

    /// <summary>Whether the printer is connected by itself at the start.</summary>
    public bool AutoConnect { get; init; } = true;
}
