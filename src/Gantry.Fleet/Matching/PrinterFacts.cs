using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Matching;

/// <summary>What the matcher knows of a printer.</summary>
public sealed record PrinterFacts
{
    /// <summary>The id.</summary>
    public required long Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What it is like.</summary>
    public PrinterProfile Profile { get; init; } = new();

    /// <summary>What is loaded.</summary>
    public IReadOnlyList<LoadedMaterial> Materials { get; init; } = [];

    /// <summary>What it is doing.</summary>
    public LiveState State { get; init; }

    /// <summary>What lies on its plate.</summary>
    public PlateState Plate { get; init; }

    /// <summary>Whether a print on it has not ended, also when it is offline.</summary>
    public bool HasPrint { get; init; }

    /// <summary>Whether it is being worked on.</summary>
    public bool InMaintenance { get; init; }

    /// <summary>Whether this node may start something on it.</summary>
    public bool IsHere { get; init; } = true;

    /// <summary>Seconds that it has printed in its life.</summary>
    public double PrintedSeconds { get; init; }

    /// <summary>Its place in lists.</summary>
    public long Position { get; init; }

    /// <summary>When its last print began; null when none has.</summary>
    public DateTimeOffset? LastStartAt { get; init; }

    /// <summary>Whether it draws the power of heating up: a print has begun and the heaters are not yet hot.</summary>
    public bool HeatsUp { get; init; }
}
