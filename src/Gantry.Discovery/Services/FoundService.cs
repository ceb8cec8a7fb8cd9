using System.Net;

namespace Gantry.Discovery.Services;

/// <summary>A service that was found on the network.</summary>
public sealed record FoundService
{
    /// <summary>What it is called, such as <c>Bench printer</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its type, such as <c>_rfc2217._tcp</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The machine, such as <c>pi.local.</c></summary>
    public required string Host { get; init; }

    /// <summary>The TCP or UDP port.</summary>
    public required int Port { get; init; }

    /// <summary>Its addresses, at least one: IPv4 first, link-local IPv6 (with its scope) last.</summary>
    public required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>What it says of itself; keys in any case.</summary>
    public required IReadOnlyDictionary<string, string> Text { get; init; }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(FoundService? other) =>
        other is not null
        && (Name, Type, Host, Port) == (other.Name, other.Type, other.Host, other.Port)
        && Addresses.SequenceEqual(other.Addresses)
        && Text.Count == other.Text.Count
        && Text.All(t => other.Text.TryGetValue(t.Key, out string? value) && value == t.Value);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Type, Host, Port);
}
