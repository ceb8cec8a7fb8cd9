using System.Net;

namespace Gantry.Simulator.Hosting;

/// <summary>How live printers are offered to hosts. Either <see cref="PtyPath"/> or <see cref="TcpAddress"/> is set.</summary>
public sealed record LiveOptions
{
    /// <summary>What the printers are like.</summary>
    public PrinterOptions Printer { get; init; } = new();

    /// <summary>The link to each printer's pty.</summary>
    public string? PtyPath { get; init; }

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public IPEndPoint? TcpAddress { get; init; }

    /// <summary>Whether the TCP port speaks RFC 2217 rather than raw bytes.</summary>
    public bool SpeaksRfc2217 { get; init; }

    /// <summary>Whether a host that opens the port resets the board.</summary>
    public bool ResetsOnOpen { get; init; }

    /// <summary>Whether DTR going up resets the board, where there is a DTR.</summary>
    public bool FollowsDtr { get; init; } = true;

    /// <summary>The file that takes down what is executed.</summary>
    public string? ExecutedPath { get; init; }

    /// <summary>
    /// Printers. With more than one, paths get the printer's number (from 1) at their end, and ports count up.
    /// </summary>
    public int Count { get; init; } = 1;
}
