namespace Gantry.Discovery.Mdns.Claims;

/// <summary>How far a claim is on one link.</summary>
internal enum ClaimPhase
{
    /// <summary>Asking whether somebody has the name.</summary>
    Probing,

    /// <summary>Telling everybody; questions are answered.</summary>
    Announcing,

    /// <summary>Ours.</summary>
    Established,
}
