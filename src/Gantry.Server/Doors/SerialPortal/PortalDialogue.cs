namespace Gantry.Server.Doors.SerialPortal;

/// <summary>A dialogue with a device.</summary>
internal sealed record PortalDialogue
{
    /// <summary>Which: its label, tty, serial number or port.</summary>
    public string? Slot { get; init; }

    /// <summary>What to write.</summary>
    public string? Data { get; init; }

    /// <summary>Whether a line end follows; so it is when nothing is said.</summary>
    public bool? Newline { get; init; }

    /// <summary>A regular expression for the answer.</summary>
    public string? Expect { get; init; }

    /// <summary>A regular expression for what is waited for.</summary>
    public string? Pattern { get; init; }

    /// <summary>How long to wait, in seconds.</summary>
    public double? Timeout { get; init; }
}
