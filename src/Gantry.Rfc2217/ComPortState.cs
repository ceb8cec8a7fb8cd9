namespace Gantry.Rfc2217;

/// <summary>
/// How a serial port really stands: what an access server's answers are taken from. A port that rounded a baud rate or
/// cannot do a parity shows here what it does instead.
/// </summary>
public readonly record struct ComPortState
{
    /// <summary>9600 baud, 8 data bits, no parity, 1 stop bit, no flow control, all lines off.</summary>
    public ComPortState() { }

    /// <summary>Bits per second.</summary>
    public uint BaudRate { get; init; } = 9600;

    /// <summary>Data bits, 5 to 8.</summary>
    public byte DataSize { get; init; } = 8;

    /// <summary>Parity.</summary>
    public ComPortParity Parity { get; init; } = ComPortParity.None;

    /// <summary>Stop bits.</summary>
    public ComPortStopSize StopSize { get; init; } = ComPortStopSize.One;

    /// <summary>Flow control of what goes to the device.</summary>
    public ComPortFlowControl FlowControl { get; init; } = ComPortFlowControl.None;

    /// <summary>Flow control of what comes from the device.</summary>
    public ComPortInboundFlowControl InboundFlowControl { get; init; } = ComPortInboundFlowControl.None;

    /// <summary>Whether a break is being held.</summary>
    public bool Break { get; init; }

    /// <summary>Whether DTR is on.</summary>
    public bool Dtr { get; init; }

    /// <summary>Whether RTS is on.</summary>
    public bool Rts { get; init; }

    /// <summary>The lines that the port reads; the change bits are not looked at.</summary>
    public ModemState ModemLines { get; init; }
}
