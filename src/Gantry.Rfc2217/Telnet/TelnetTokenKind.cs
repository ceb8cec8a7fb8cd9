namespace Gantry.Rfc2217.Telnet;

/// <summary>What the decoder found.</summary>
internal enum TelnetTokenKind : byte
{
    None,

    /// <summary>A run of data bytes, IAC undoubled.</summary>
    Data,

    /// <summary>A command of two bytes, IAC and itself.</summary>
    Command,

    /// <summary>WILL, WONT, DO or DONT with its option.</summary>
    Negotiation,

    /// <summary>A whole sub-negotiation, IAC undoubled.</summary>
    Subnegotiation,
}
