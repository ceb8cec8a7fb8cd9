namespace Gantry.Storage.Cluster;

/// <summary>Who drives a printer.</summary>
public sealed record PrinterOwner
{
    /// <summary>The printer.</summary>
    public long PrinterId { get; init; }

    /// <summary>The node.</summary>
    public string Node { get; init; } = "";

    /// <summary>How often the owner changed.</summary>
    public long Epoch { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset SinceAt { get; init; }
}
