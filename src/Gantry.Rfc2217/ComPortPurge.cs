namespace Gantry.Rfc2217;

/// <summary>What is thrown away, seen from the access server, with the numbers of PURGE-DATA (RFC 2217 §3).</summary>
public enum ComPortPurge : byte
{
    /// <summary>What came from the device and is not sent to the client yet.</summary>
    Receive = 1,

    /// <summary>What came from the client and is not sent to the device yet.</summary>
    Transmit = 2,

    /// <summary>Both.</summary>
    Both = 3,
}
