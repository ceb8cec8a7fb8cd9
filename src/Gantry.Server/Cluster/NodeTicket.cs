using Gantry.Fleet.Cluster;

namespace Gantry.Server.Cluster;

/// <summary>What stands in a call of one node to another, besides the call itself.</summary>
internal sealed record NodeTicket
{
    /// <summary>The node that calls.</summary>
    public required string From { get; init; }

    /// <summary>The node that is called: the ticket is for no other.</summary>
    public required string To { get; init; }

    /// <summary>When, in milliseconds since 1970.</summary>
    public required long At { get; init; }

    /// <summary>Different in every call: a call that somebody has recorded is refused.</summary>
    public required string Nonce { get; init; }

    /// <summary>For whom.</summary>
    public required CallerTicket Caller { get; init; }
}
