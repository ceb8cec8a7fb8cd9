namespace Gantry.Rfc2217;

/// <summary>
/// What a client's request is about. The numbers up to <see cref="Purge"/> are the codes on the wire (RFC 2217 §2).
/// SET-CONTROL, one code on the wire, is five kinds here: its groups of values are asked and answered independently.
/// </summary>
public enum ComPortRequestKind : byte
{
    /// <summary>SIGNATURE: who are you, or this is who I am.</summary>
    Signature = ComPortCode.Signature,

    /// <summary>SET-BAUDRATE; value: baud.</summary>
    BaudRate = ComPortCode.SetBaudRate,

    /// <summary>SET-DATASIZE; value: 5 to 8.</summary>
    DataSize = ComPortCode.SetDataSize,

    /// <summary>SET-PARITY; value: <see cref="ComPortParity"/>.</summary>
    Parity = ComPortCode.SetParity,

    /// <summary>SET-STOPSIZE; value: <see cref="ComPortStopSize"/>.</summary>
    StopSize = ComPortCode.SetStopSize,

    /// <summary>SET-CONTROL 0 to 3, 17, 19; value: <see cref="ComPortFlowControl"/>.</summary>
    FlowControl = ComPortCode.SetControl,

    /// <summary>NOTIFY-LINESTATE sent by a client: tell me the line state. Not in the RFC.</summary>
    LineStatePoll = ComPortCode.NotifyLineState,

    /// <summary>NOTIFY-MODEMSTATE sent by a client: tell me the modem state. Not in the RFC, but pySerial waits for it.</summary>
    ModemStatePoll = ComPortCode.NotifyModemState,

    /// <summary>FLOWCONTROL-SUSPEND: send me nothing. Has no answer.</summary>
    Suspend = ComPortCode.FlowControlSuspend,

    /// <summary>FLOWCONTROL-RESUME: send again. Has no answer.</summary>
    Resume = ComPortCode.FlowControlResume,

    /// <summary>SET-LINESTATE-MASK; value: <see cref="LineState"/>.</summary>
    LineStateMask = ComPortCode.SetLineStateMask,

    /// <summary>SET-MODEMSTATE-MASK; value: <see cref="ModemState"/>.</summary>
    ModemStateMask = ComPortCode.SetModemStateMask,

    /// <summary>PURGE-DATA; value: <see cref="ComPortPurge"/>.</summary>
    Purge = ComPortCode.PurgeData,

    /// <summary>SET-CONTROL 4 to 6: a break, held until it is switched off; value: 1 on, 0 off.</summary>
    Break,

    /// <summary>SET-CONTROL 7 to 9; value: 1 on, 0 off.</summary>
    Dtr,

    /// <summary>SET-CONTROL 10 to 12; value: 1 on, 0 off.</summary>
    Rts,

    /// <summary>SET-CONTROL 13 to 16, 18; value: <see cref="ComPortInboundFlowControl"/>.</summary>
    InboundFlowControl,
}
