namespace Gantry.Rfc2217.Telnet;

/// <summary>The byte that follows IAC and says what the sequence is (RFC 854, "TELNET COMMAND STRUCTURE").</summary>
public enum TelnetCommand : byte
{
    /// <summary>No command.</summary>
    None = 0,

    /// <summary>End of file. The lowest command in use (RFC 1184); IAC before a smaller byte means nothing.</summary>
    EndOfFile = 236,

    /// <summary>Suspend the process (RFC 1184).</summary>
    SuspendProcess = 237,

    /// <summary>Abort the process (RFC 1184).</summary>
    AbortProcess = 238,

    /// <summary>End of record (RFC 885).</summary>
    EndOfRecord = 239,

    /// <summary>SE: the end of sub-negotiation parameters.</summary>
    SubnegotiationEnd = 240,

    /// <summary>NOP: nothing; a keep-alive of some clients.</summary>
    NoOperation = 241,

    /// <summary>DM: the data part of a Synch.</summary>
    DataMark = 242,

    /// <summary>BRK: the break key. An access server sends a break on its line.</summary>
    Break = 243,

    /// <summary>IP: interrupt the process.</summary>
    InterruptProcess = 244,

    /// <summary>AO: throw away output.</summary>
    AbortOutput = 245,

    /// <summary>AYT: is anybody there? Wants visible evidence.</summary>
    AreYouThere = 246,

    /// <summary>EC: erase the last character.</summary>
    EraseCharacter = 247,

    /// <summary>EL: erase the line.</summary>
    EraseLine = 248,

    /// <summary>GA: go ahead.</summary>
    GoAhead = 249,

    /// <summary>SB: what follows is the sub-negotiation of an option (RFC 855).</summary>
    SubnegotiationBegin = 250,

    /// <summary>WILL: the sender offers to use the option, or agrees to.</summary>
    Will = 251,

    /// <summary>WONT: the sender does not use the option.</summary>
    Wont = 252,

    /// <summary>DO: the sender asks the receiver to use the option, or agrees that it does.</summary>
    Do = 253,

    /// <summary>DONT: the sender asks the receiver not to use the option.</summary>
    Dont = 254,

    /// <summary>IAC: begins every command; doubled, it is the data byte 255.</summary>
    InterpretAsCommand = 255,
}
