using Gantry.Sharing.Policies;

namespace Gantry.Fleet.Ports;

/// <summary>The share of a port.</summary>
public sealed record PortShareView
{
    /// <summary>The TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>What to open, as <c>rfc2217://pi:4001</c>.</summary>
    public required string Url { get; init; }

    /// <summary>Whether only this machine reaches it; others do through <c>gantry forward</c>.</summary>
    public bool Local { get; init; }

    /// <summary>How it is.</summary>
    public required PortShareState State { get; init; }

    /// <summary>Why it is so, as a sentence; null when there is nothing to explain.</summary>
    public string? Error { get; init; }

    /// <summary>The client that writes, or null.</summary>
    public PortHolderView? Holder { get; init; }

    /// <summary>How many clients only watch.</summary>
    public int Watchers { get; init; }

    /// <summary>Bytes that came from the device since the share began.</summary>
    public long BytesIn { get; init; }

    /// <summary>Bytes that went to the device since the share began.</summary>
    public long BytesOut { get; init; }

    /// <summary>When the board is reset.</summary>
    public ResetPolicy Reset { get; init; }

    /// <summary>The printer of the fleet that uses the device, itself or through the share; null: none.</summary>
    public PortPrinterView? Printer { get; init; }
}
