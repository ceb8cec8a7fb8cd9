using Gantry.Discovery.Mdns.Claims;

namespace Gantry.Discovery.Mdns.Responding;

/// <summary>Knows what holds for all links at once.</summary>
internal interface IConflictJudge
{
    /// <summary>This machine's addresses.</summary>
    OwnAddresses Addresses { get; }

    /// <summary>Somebody has the name that is asked for: it must be another one, on every link.</summary>
    void Rename(Claim claim);

    /// <summary>Somebody contradicts a name that was ours.</summary>
    void Conflict();

    /// <summary>How long to wait before a probe, after so many conflicts.</summary>
    TimeSpan Pause();
}
