using Gantry.Fleet.People;
using Gantry.Storage.Events;

namespace Gantry.Fleet.Cluster;

/// <summary>Who calls, as one node tells another that it has signed somebody in. Believed only with the seal of the cluster.</summary>
public sealed record CallerTicket
{
    /// <summary>The account.</summary>
    public long? UserId { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What they may do.</summary>
    public required IReadOnlyList<Right> Rights { get; init; }

    /// <summary>The printers that a key is limited to.</summary>
    public IReadOnlyList<long>? PrinterIds { get; init; }

    /// <summary>The role of the account.</summary>
    public Role? Role { get; init; }

    /// <summary>The key that was shown.</summary>
    public long? KeyId { get; init; }

    /// <summary>The hash of the session.</summary>
    public string? SessionHash { get; init; }

    /// <summary>Through which door and from where.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether it is gantry itself.</summary>
    public bool IsSystem { get; init; }

    /// <summary>The key under which the call is done once: what is made here is noted on it.</summary>
    public CallKey? Call { get; init; }
}
