namespace Gantry.Rfc2217.Telnet;

/// <summary>The Telnet options that this room knows. Any other byte may arrive and is refused.</summary>
public enum TelnetOption : byte
{
    /// <summary>TRANSMIT-BINARY (RFC 856): the sender's data is 8 bits wide and carries no NVT line ends.</summary>
    Binary = 0,

    /// <summary>ECHO (RFC 857).</summary>
    Echo = 1,

    /// <summary>SUPPRESS-GO-AHEAD (RFC 858).</summary>
    SuppressGoAhead = 3,

    /// <summary>TIMING-MARK (RFC 860): an answer says that all data before the question was processed.</summary>
    TimingMark = 6,

    /// <summary>COM-PORT-OPTION (RFC 2217 §1).</summary>
    ComPort = 44,
}
