namespace Gantry.Rfc2217;

/// <summary>One command of a client to the access server (RFC 2217 §2, §3, §5).</summary>
public readonly record struct ComPortRequest
{
    internal ComPortRequest(ComPortRequestKind kind, ComPortIntent intent, uint value = 0)
    {
        Kind = kind;
        Intent = intent;
        Value = value;
    }

    /// <summary>What it is about.</summary>
    public ComPortRequestKind Kind { get; }

    /// <summary>Whether something shall be done.</summary>
    public ComPortIntent Intent { get; }

    /// <summary>The value, in the unit that <see cref="ComPortRequestKind"/> names; 0 where there is none.</summary>
    public uint Value { get; }

    /// <summary>Break, DTR and RTS: the state that is wanted.</summary>
    public bool On => Value != 0;

    /// <summary>Asks for the value in use.</summary>
    /// <param name="kind">Anything that has a value: not a mask, a purge, a suspension.</param>
    /// <exception cref="ArgumentOutOfRangeException">The RFC has no such question.</exception>
    public static ComPortRequest Query(ComPortRequestKind kind) =>
        kind is <= ComPortRequestKind.ModemStatePoll or > ComPortRequestKind.Purge
            ? new(kind, ComPortIntent.Query)
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "RFC 2217 has no question for this.");

    /// <summary>Sets the speed.</summary>
    /// <param name="baud">Bits per second, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">0, which would be a question.</exception>
    public static ComPortRequest SetBaudRate(uint baud)
    {
        ArgumentOutOfRangeException.ThrowIfZero(baud);
        return new(ComPortRequestKind.BaudRate, ComPortIntent.Set, baud);
    }

    /// <summary>Sets the data bits.</summary>
    /// <param name="bits">5 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">Any other number.</exception>
    public static ComPortRequest SetDataSize(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        return new(ComPortRequestKind.DataSize, ComPortIntent.Set, (uint)bits);
    }

    /// <summary>Sets the parity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named parity.</exception>
    public static ComPortRequest SetParity(ComPortParity parity) =>
        Known(ComPortRequestKind.Parity, (uint)parity, Enum.IsDefined(parity));

    /// <summary>Sets the stop bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named size.</exception>
    public static ComPortRequest SetStopSize(ComPortStopSize size) =>
        Known(ComPortRequestKind.StopSize, (uint)size, Enum.IsDefined(size));

    /// <summary>Sets the flow control of what goes to the device, or of both directions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named flow control.</exception>
    public static ComPortRequest SetFlowControl(ComPortFlowControl flow) =>
        Known(ComPortRequestKind.FlowControl, (uint)flow, Enum.IsDefined(flow));

    /// <summary>Sets the flow control of what comes from the device.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named flow control.</exception>
    public static ComPortRequest SetInboundFlowControl(ComPortInboundFlowControl flow) =>
        Known(ComPortRequestKind.InboundFlowControl, (uint)flow, Enum.IsDefined(flow));

    /// <summary>Begins or ends a break.</summary>
    public static ComPortRequest SetBreak(bool on) => Line(ComPortRequestKind.Break, on);

    /// <summary>Sets the line DTR.</summary>
    public static ComPortRequest SetDtr(bool on) => Line(ComPortRequestKind.Dtr, on);

    /// <summary>Sets the line RTS.</summary>
    public static ComPortRequest SetRts(bool on) => Line(ComPortRequestKind.Rts, on);

    /// <summary>Says which bits of the line state shall be told.</summary>
    public static ComPortRequest SetLineStateMask(LineState mask) =>
        new(ComPortRequestKind.LineStateMask, ComPortIntent.Set, (uint)mask);

    /// <summary>Says which bits of the modem state shall be told.</summary>
    public static ComPortRequest SetModemStateMask(ModemState mask) =>
        new(ComPortRequestKind.ModemStateMask, ComPortIntent.Set, (uint)mask);

    /// <summary>Throws away what the access server holds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a named buffer.</exception>
    public static ComPortRequest Purge(ComPortPurge buffers) =>
        Known(ComPortRequestKind.Purge, (uint)buffers, Enum.IsDefined(buffers));

    /// <summary>Asks the access server to send nothing until <see cref="Resume"/>.</summary>
    public static ComPortRequest Suspend => new(ComPortRequestKind.Suspend, ComPortIntent.Set);

    /// <summary>Asks the access server to send again.</summary>
    public static ComPortRequest Resume => new(ComPortRequestKind.Resume, ComPortIntent.Set);

    private static ComPortRequest Line(ComPortRequestKind kind, bool on) => new(kind, ComPortIntent.Set, on ? 1u : 0u);

    private static ComPortRequest Known(ComPortRequestKind kind, uint value, bool known) =>
        known
            ? new(kind, ComPortIntent.Set, value)
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"RFC 2217 has no such value for {kind}.");
}
