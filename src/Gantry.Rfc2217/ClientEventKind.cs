namespace Gantry.Rfc2217;

/// <summary>What the far end of a client's connection sent.</summary>
public enum ClientEventKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Bytes from the serial port.</summary>
    Data,

    /// <summary>It speaks RFC 2217: requests may be sent from now on.</summary>
    Agreed,

    /// <summary>It speaks Telnet, but not RFC 2217, or no longer.</summary>
    Refused,

    /// <summary>An answer, to a request or not.</summary>
    Answer,

    /// <summary>How the modem lines stand, told of its own accord or because it was asked.</summary>
    ModemState,

    /// <summary>The line state, told of its own accord or because it was asked.</summary>
    LineState,

    /// <summary>Send nothing until further notice (RFC 2217 §5).</summary>
    Suspend,

    /// <summary>Send again.</summary>
    Resume,

    /// <summary>A Telnet option was negotiated; already answered, worth a line in a log.</summary>
    Negotiation,

    /// <summary>Another Telnet command, worth a line in a log.</summary>
    Command,
}
