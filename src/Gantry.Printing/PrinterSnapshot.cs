using Gantry.Firmware.HostActions;
using Gantry.Firmware.Identity;
using Gantry.Firmware.Temperatures;
using Gantry.Printing.Control;

namespace Gantry.Printing;

/// <summary>A printer at one moment. Immutable; everybody may read it.</summary>
public sealed record PrinterSnapshot
{
    /// <summary>Counts the snapshots of this printer.</summary>
    public long Version { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What the printer is doing.</summary>
    public PrinterState State { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why, in words; may be empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The baud rate of the open port; 0 when there is none.</summary>
    public int BaudRate { get; init; }

    /// <summary>Why there is no connection; null when there is one, or nobody wanted one yet.</summary>
    public ConnectionTrouble? Trouble { get; init; }

    /// <summary>Who the firmware is.</summary>
    public FirmwareInfo Firmware { get; init; } = FirmwareInfo.Unknown;

    /// <summary>The last temperatures; empty when none are known.</summary>
    public IReadOnlyList<TemperatureReading> Temperatures { get; init; } = [];

    /// <summary>When they came; null when none are known. After 10 s they are no longer to be trusted.</summary>
    public DateTimeOffset? TemperaturesAt { get; init; }

    /// <summary>Where the head is; null when there is no connection.</summary>
    public PrinterPosition? Position { get; init; }

    /// <summary>The job; null when there is none.</summary>
    public JobSnapshot? Job { get; init; }

    /// <summary>The job before, until the next one starts.</summary>
    public JobResult? LastJob { get; init; }

    /// <summary>Whether the last job's work is still on the plate, as far as anybody has said.</summary>
    public bool PlateWaits { get; init; }

    /// <summary>A question of the printer; null when there is none.</summary>
    public HostPrompt? Prompt { get; init; }

    /// <summary>What the printer or the file wants shown (M117); may be empty.</summary>
    public string Message { get; init; } = "";

    /// <summary>How the link does; null when there is none.</summary>
    public LinkSnapshot? Link { get; init; }
}
