namespace Gantry.Rfc2217;

/// <summary>What a client knows of the far end.</summary>
public enum FarEndState : byte
{
    /// <summary>
    /// It has not said whether it speaks RFC 2217. When that lasts, it is no access server: a raw TCP port, or another
    /// kind of server. How long to wait is the caller's decision.
    /// </summary>
    Undecided,

    /// <summary>It agreed: requests may be sent.</summary>
    Agreed,

    /// <summary>It speaks Telnet and said no.</summary>
    Refused,
}
