namespace Gantry.Rfc2217;

/// <summary>The codes of the COM-PORT-OPTION's commands as the client sends them (RFC 2217 §2).</summary>
internal static class ComPortCode
{
    /// <summary>What the access server adds to a code (RFC 2217 §2).</summary>
    public const byte FromServer = 100;

    /// <summary>The longest SIGNATURE text, in bytes, that is read or sent. The RFC sets no limit; this is ours.</summary>
    public const int LongestSignatureText = 255;

    /// <summary>Text of any bytes; without one, a question for the receiver's text.</summary>
    public const byte Signature = 0;

    /// <summary>Four bytes, big-endian; 0 is a question.</summary>
    public const byte SetBaudRate = 1;

    /// <summary>5 to 8; 0 is a question.</summary>
    public const byte SetDataSize = 2;

    /// <summary>A <see cref="ComPortParity"/>; 0 is a question.</summary>
    public const byte SetParity = 3;

    /// <summary>A <see cref="ComPortStopSize"/>; 0 is a question.</summary>
    public const byte SetStopSize = 4;

    /// <summary>A <see cref="ComPortControl"/> value.</summary>
    public const byte SetControl = 5;

    /// <summary>From the server: a <see cref="LineState"/>. From a client: not in the RFC, a question for it.</summary>
    public const byte NotifyLineState = 6;

    /// <summary>From the server: a <see cref="ModemState"/>. From a client: not in the RFC, pySerial's question for it.</summary>
    public const byte NotifyModemState = 7;

    /// <summary>The receiver shall stop sending data and commands (RFC 2217 §5).</summary>
    public const byte FlowControlSuspend = 8;

    /// <summary>The receiver may send again (RFC 2217 §5).</summary>
    public const byte FlowControlResume = 9;

    /// <summary>Which bits of <see cref="LineState"/> are told; 0 at first (RFC 2217 §3).</summary>
    public const byte SetLineStateMask = 10;

    /// <summary>Which bits of <see cref="ModemState"/> are told; 255 at first (RFC 2217 §3).</summary>
    public const byte SetModemStateMask = 11;

    /// <summary>A <see cref="ComPortPurge"/>.</summary>
    public const byte PurgeData = 12;
}
