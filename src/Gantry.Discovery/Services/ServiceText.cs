using System.Text;

namespace Gantry.Discovery.Services;

/// <summary>The key and value pairs of a TXT record (RFC 6763 section 6).</summary>
internal static class ServiceText
{
    /// <summary>Section 6.1: one pair, in bytes.</summary>
    private const int MaxPair = 255;

    /// <summary>Section 6.2: all together, so that an answer fits into one Ethernet frame, in bytes.</summary>
    private const int MaxTotal = 1300;

    /// <summary>The record's bytes.</summary>
    /// <exception cref="ArgumentException">A key is no printable ASCII, or something is too long.</exception>
    public static byte[] Encode(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var bytes = new List<byte>();
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in pairs)
        {
            if (key.Length == 0 || !key.All(c => c is >= ' ' and <= '~' and not '=') || !keys.Add(key))
                throw new ArgumentException(
                    $"Expected a key of printable ASCII without '=', and each once, got \"{key}\"."
                );
            byte[] pair = Encoding.UTF8.GetBytes($"{key}={value}");
            if (pair.Length > MaxPair)
                throw new ArgumentException($"Expected at most {MaxPair} bytes in \"{key}=…\", got {pair.Length}.");
            bytes.Add((byte)pair.Length);
            bytes.AddRange(pair);
        }
        if (bytes.Count > MaxTotal)
            throw new ArgumentException($"Expected at most {MaxTotal} bytes of text, got {bytes.Count}.");
        // Section 6.1: a record without any pair is one empty string.
        return bytes.Count == 0 ? [0] : [.. bytes];
    }

    /// <summary>Reads pairs; of a key that stands there twice the first counts, what is no pair is passed over.</summary>
    public static IReadOnlyDictionary<string, string> Decode(ReadOnlySpan<byte> bytes)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (bytes.Length > 0 && bytes[0] < bytes.Length)
        {
            ReadOnlySpan<byte> pair = bytes.Slice(1, bytes[0]);
            bytes = bytes[(pair.Length + 1)..];
            int equals = pair.IndexOf((byte)'=');
            string key = Encoding.UTF8.GetString(equals < 0 ? pair : pair[..equals]);
            if (key.Length > 0)
                pairs.TryAdd(key, equals < 0 ? "" : Encoding.UTF8.GetString(pair[(equals + 1)..]));
        }
        return pairs;
    }
}
