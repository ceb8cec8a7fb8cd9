using Gantry.Fleet.Cameras;
using Gantry.Fleet.Printers.Profile;

namespace Gantry.Fleet.Printers.Views;

/// <summary>A printer as the API shows it.</summary>
public sealed record PrinterView
{
    /// <summary>The id.</summary>
    public long Id { get; init; }

    /// <summary>The same for programs that know printers by UUIDs.</summary>
    public Guid Uid { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it is connected.</summary>
    public string Url { get; init; } = "";

    /// <summary>Bits per second; 0: to be found out.</summary>
    public int BaudRate { get; init; }

    /// <summary>The model that jobs and files name.</summary>
    public string Model { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public string Location { get; init; } = "";

    /// <summary>What people wrote about it.</summary>
    public string Notes { get; init; } = "";

    /// <summary>The tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether gantry talks to it at all.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether it is being worked on.</summary>
    public bool InMaintenance { get; init; }

    /// <summary>Its place in lists.</summary>
    public long Position { get; init; }

    /// <summary>The node into which it is plugged; null when any node may drive it.</summary>
    public string? Node { get; init; }

    /// <summary>What it is like.</summary>
    public PrinterProfile Profile { get; init; } = new();

    /// <summary>Counts the changes of its set-up.</summary>
    public long Version { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its set-up was last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

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

    /// <summary>Whether it has a camera.</summary>
    public bool Camera { get; init; }

    /// <summary>How its camera's pictures are to be shown; null when it has none.</summary>
    public CameraLook? CameraLook { get; init; }

    /// <summary>How the camera is set up, for those who may set up printers.</summary>
    public CameraSettings? CameraSettings { get; init; }

    /// <summary>Why a person is needed.</summary>
    public AttentionView? Attention { get; init; }

    /// <summary>Jobs in the queue that name this printer.</summary>
    public int Upcoming { get; init; }
}
