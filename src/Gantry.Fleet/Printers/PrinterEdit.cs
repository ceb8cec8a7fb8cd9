using Gantry.Fleet.Printers.Profile;

namespace Gantry.Fleet.Printers;

/// <summary>What is to be changed of a printer, or a new one is to be. Null: as it is.</summary>
public sealed record PrinterEdit
{
    /// <summary>The name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it is connected.</summary>
    public string? Url { get; init; }

    /// <summary>Bits per second; 0: to be found out.</summary>
    public int? BaudRate { get; init; }

    /// <summary>The node into which a device is plugged; not said, the one that is asked.</summary>
    public string? Node { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>Where it stands.</summary>
    public string? Location { get; init; }

    /// <summary>What people write about it.</summary>
    public string? Notes { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Whether gantry talks to it.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Its place in lists.</summary>
    public long? Position { get; init; }

    /// <summary>What it is like, whole.</summary>
    public PrinterProfile? Profile { get; init; }

    /// <summary>Its camera.</summary>
    public CameraSettings? CameraSettings { get; init; }

    /// <summary>What is loaded. Anybody who works with the printer may say so.</summary>
    public IReadOnlyList<LoadedMaterial>? Materials { get; init; }
}
