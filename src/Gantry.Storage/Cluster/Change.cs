namespace Gantry.Storage.Cluster;

/// <summary>Something changed, somewhere in the cluster; a listener that cares reads it from the database.</summary>
/// <param name="Topic">What kind of thing, as <c>job</c>.</param>
/// <param name="Text">Which one, or a few words; at most <see cref="MaxTextBytes"/> of UTF-8.</param>
public sealed record Change(string Topic, string Text)
{
    /// <summary>PostgreSQL lets a notice have 8000 bytes (its manual, NOTIFY); half of it leaves room for the topic and quotes.</summary>
    public const int MaxTextBytes = 4000;

    /// <summary>The topic of <see cref="Missed"/>.</summary>
    public const string MissedTopic = "missed";

    /// <summary>The topic that tells of a new <see cref="Events.EventRecord"/>; the text is its id.</summary>
    public const string EventTopic = "event";

    /// <summary>Some changes could not be told (a slow listener, a broken connection): read everything anew.</summary>
    public static Change Missed { get; } = new(MissedTopic, "");
}
