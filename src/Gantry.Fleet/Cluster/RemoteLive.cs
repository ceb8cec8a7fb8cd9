using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Cluster;

/// <summary>What the node that drives a printer tells the others of it.</summary>
internal sealed record RemoteLive
{
    /// <summary>The printer.</summary>
    public required long PrinterId { get; init; }

    /// <summary>The node that drives it.</summary>
    public required string Node { get; init; }

    /// <summary>The epoch of its lease: what a former owner says later counts no more.</summary>
    public required long Epoch { get; init; }

    /// <summary>What the printer is doing.</summary>
    public required LiveView Live { get; init; }

    /// <summary>Why a person is needed.</summary>
    public AttentionView? Attention { get; init; }

    /// <summary>The print under way.</summary>
    public long? PrintId { get; init; }

    /// <summary>Whose print it is.</summary>
    public long? OwnerId { get; init; }
}
