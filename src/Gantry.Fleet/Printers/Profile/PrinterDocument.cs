namespace Gantry.Fleet.Printers.Profile;

/// <summary>What the database keeps of a printer as one JSON document.</summary>
public sealed record PrinterDocument
{
    /// <summary>The form of the document that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Bits per second; 0: to be found out.</summary>
    public int BaudRate { get; init; } = 115200;

    /// <summary>The node into which it is plugged, when several work on one database; null: any of them may drive it.</summary>
    public string? Node { get; init; }

    /// <summary>What it is like.</summary>
    public PrinterProfile Profile { get; init; } = new();

    /// <summary>Its camera.</summary>
    public CameraSettings Camera { get; init; } = new();
}
