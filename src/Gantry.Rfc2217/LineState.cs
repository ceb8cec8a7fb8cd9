namespace Gantry.Rfc2217;

/// <summary>What a port's UART says of itself, with the bits of NOTIFY-LINESTATE (RFC 2217 §4).</summary>
[Flags]
public enum LineState : byte
{
    /// <summary>Nothing; the mask that a session begins with (RFC 2217 §3).</summary>
    None = 0,

    /// <summary>Received data waits.</summary>
    DataReady = 0x01,

    /// <summary>A byte came before the one in front of it was read: it is lost.</summary>
    OverrunError = 0x02,

    /// <summary>A byte came with the wrong parity.</summary>
    ParityError = 0x04,

    /// <summary>A byte came without a stop bit.</summary>
    FramingError = 0x08,

    /// <summary>The device sent a break.</summary>
    BreakDetected = 0x10,

    /// <summary>The transmit holding register is empty.</summary>
    TransmitHoldingEmpty = 0x20,

    /// <summary>The transmit shift register is empty.</summary>
    TransmitShiftEmpty = 0x40,

    /// <summary>Time-out error.</summary>
    TimeoutError = 0x80,

    /// <summary>The bits that stand for something that happened: each time is told, not only the first.</summary>
    Events = OverrunError | ParityError | FramingError | BreakDetected | TimeoutError,

    /// <summary>The bits that stand for how things are: told when they change.</summary>
    Levels = DataReady | TransmitHoldingEmpty | TransmitShiftEmpty,
}
