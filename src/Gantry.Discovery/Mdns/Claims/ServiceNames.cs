using System.Text;
using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Claims;

/// <summary>The names that DNS-SD is made of.</summary>
internal static class ServiceNames
{
    /// <summary>The domain of multicast DNS.</summary>
    public static DnsName Local { get; } = DnsName.Parse("local");

    /// <summary>Points to every type that there is (RFC 6763 section 9).</summary>
    public static DnsName Types { get; } = DnsName.Parse("_services._dns-sd._udp.local");

    /// <summary>The name that points to the services of a type such as <c>_rfc2217._tcp</c>.</summary>
    /// <exception cref="ArgumentException">That is no type.</exception>
    public static DnsName OfType(string type)
    {
        string[] labels = type.Split('.');
        bool wellFormed =
            labels.Length == 2
            && labels[0].Length is > 1 and <= 16
            && labels[0][0] == '_'
            && labels[0].Skip(1).All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && labels[1].ToUpperInvariant() is "_TCP" or "_UDP";
        return wellFormed
            ? DnsName.FromLabels([.. labels, "local"])
            : throw new ArgumentException(
                $"Expected a service type such as \"_rfc2217._tcp\" (at most 15 letters, digits and hyphens), got \"{type}\"."
            );
    }

    /// <summary>A label of at most 63 bytes: the end stays, of the text before it whole characters.</summary>
    public static string Fit(string text, string end)
    {
        int room = DnsName.MaxLabelBytes - Encoding.UTF8.GetByteCount(end);
        var kept = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
                break;
            kept.Append(rune.ToString());
        }
        return kept.Append(end).ToString();
    }
}
