using System.Text;

namespace Gantry.Storage.Cluster;

/// <summary>A change as PostgreSQL carries it: topic, line feed, text.</summary>
internal static class ChangeText
{
    private const int MaxTopic = 64;

    /// <summary>Makes sure that every backend can carry it.</summary>
    /// <exception cref="ArgumentException">It is too long, or holds what cannot be told.</exception>
    public static void Check(Change change)
    {
        if (
            change.Topic.Length is 0 or > MaxTopic
            || change.Topic.Contains('\n', StringComparison.Ordinal)
            || Encoding.UTF8.GetByteCount(change.Text) > Change.MaxTextBytes
            || change.Text.Contains('\0', StringComparison.Ordinal)
        )
            throw new ArgumentException(
                $"A change has a topic of 1 to {MaxTopic} characters and a text of {Change.MaxTextBytes} bytes at most.",
                nameof(change)
            );
    }

    /// <summary>Writes it.</summary>
    public static string Write(Change change) => $"{change.Topic}\n{change.Text}";

    /// <summary>Reads it.</summary>
    public static Change Read(string payload)
    {
        int end = payload.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? new Change(payload, "") : new Change(payload[..end], payload[(end + 1)..]);
    }
}
