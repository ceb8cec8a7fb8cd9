namespace Gantry.Sharing.Policies;

/// <summary>What a share's clients speak.</summary>
public enum ShareMode
{
    /// <summary>Each client is taken for what its first bytes say; nothing is sent to it before.</summary>
    Auto,

    /// <summary>RFC 2217; the server speaks first.</summary>
    Rfc2217,

    /// <summary>Telnet without RFC 2217: nobody can change the port's settings. The server speaks first.</summary>
    Telnet,

    /// <summary>Raw TCP: every byte is data.</summary>
    Raw,
}
