using Gantry.Fleet.Printers.Profile;

namespace Gantry.Fleet.Printers.Views;

/// <summary>The parts of a <see cref="PrinterView"/> that change while it works, as events tell them.</summary>
public sealed record PrinterChange
{
    /// <summary>The printer.</summary>
    public long Id { get; init; }

    /// <summary>Counts the changes of its set-up: with another one than before, the printer must be read again.</summary>
    public long Version { get; init; }

    /// <summary>What it is doing.</summary>
    public LiveView Live { get; init; } = new();

    /// <summary>What lies on its plate.</summary>
    public PlateView Plate { get; init; } = new(default, default, null);

    /// <summary>Seconds that it has printed in its life.</summary>
    public double PrintedSeconds { get; init; }

    /// <summary>Prints that it has begun.</summary>
    public long Prints { get; init; }

    /// <summary>What is loaded.</summary>
    public IReadOnlyList<LoadedMaterial> Materials { get; init; } = [];

    /// <summary>Maintenance tasks that are due.</summary>
    public int MaintenanceDue { get; init; }

    /// <summary>Why a person is needed.</summary>
    public AttentionView? Attention { get; init; }
}
