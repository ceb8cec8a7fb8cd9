namespace Gantry.Discovery.Services;

/// <summary>How to take part in the discovery of services.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>What this machine is called, without <c>.local</c>; null is its own name.</summary>
    public string? HostName { get; init; }

    /// <summary>On which network interfaces, by name; null is every one that is up and hears multicast, but loopback.</summary>
    public IReadOnlyList<string>? Interfaces { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
