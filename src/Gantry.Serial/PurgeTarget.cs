namespace Gantry.Serial;

/// <summary>Which waiting bytes to throw away. The values are those of RFC 2217, PURGE-DATA.</summary>
[Flags]
public enum PurgeTarget
{
    /// <summary>Bytes that came from the device and were not read yet.</summary>
    Received = 1,

    /// <summary>Bytes that were written and did not reach the device yet.</summary>
    Unsent = 2,

    /// <summary>Both.</summary>
    Both = 3,
}
