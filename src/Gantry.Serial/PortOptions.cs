namespace Gantry.Serial;

/// <summary>How a port is opened.</summary>
public sealed record PortOptions
{
    /// <summary>Speed, format and flow control to set.</summary>
    public SerialSettings Settings { get; init; } = new();

    /// <summary>
    /// Whether closing a local port drops DTR (HUPCL). Off, because the next opening would raise it and reset most printer
    /// boards in the middle of a print.
    /// </summary>
    public bool HangUpOnClose { get; init; }
}
