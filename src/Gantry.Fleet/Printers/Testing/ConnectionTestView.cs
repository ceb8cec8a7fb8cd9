using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Printers.Testing;

/// <summary>What a test of a connection has shown.</summary>
public sealed record ConnectionTestView
{
    /// <summary>Whether a printer answers.</summary>
    public bool Ok { get; init; }

    /// <summary>All of it in words: what answers, or what is wrong and what to do about it.</summary>
    public string Text { get; init; } = "";

    /// <summary>The address that was tried.</summary>
    public string Url { get; init; } = "";

    /// <summary>The baud rate at which it answered; 0 when it did not.</summary>
    public int BaudRate { get; init; }

    /// <summary>Who the firmware is; null when it did not say.</summary>
    public FirmwareView? Firmware { get; init; }

    /// <summary>What its heaters say.</summary>
    public IReadOnlyList<TemperatureView> Temperatures { get; init; } = [];

    /// <summary>How many lines it takes ahead; 0 when nothing answered.</summary>
    public int WindowLines { get; init; }

    /// <summary>Whether it checks line numbers: without that an interrupted print cannot go on exactly.</summary>
    public bool TakesNumbers { get; init; }

    /// <summary>Whether the board started anew when the port was opened.</summary>
    public bool Restarted { get; init; }

    /// <summary>Why there is no connection; null when there is one.</summary>
    public TroubleView? Trouble { get; init; }

    /// <summary>The printer of the fleet that has this port already, which was asked in place of the port; else null.</summary>
    public long? PrinterId { get; init; }
}
