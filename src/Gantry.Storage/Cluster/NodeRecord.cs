namespace Gantry.Storage.Cluster;

/// <summary>A machine that runs gantry.</summary>
public sealed record NodeRecord
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Where other nodes reach it, as <c>http://host:8080</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The version of its program.</summary>
    public string ProgramVersion { get; init; } = "";

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last said that it is there.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Anything else as JSON.</summary>
    public string Document { get; init; } = "{}";
}
