namespace Gantry.Rfc2217;

/// <summary>What ends of our own tell each other in SIGNATURE; every other program takes it for a name.</summary>
public static class GantrySignature
{
    /// <summary>
    /// The first thing that a client of ours sends when it only wants to see what the device says: it takes no write lease,
    /// and a port that somebody else writes to is open to it.
    /// </summary>
    public static ReadOnlySpan<byte> Watch => "Gantry watch"u8;
}
