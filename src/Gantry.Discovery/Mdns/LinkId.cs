namespace Gantry.Discovery.Mdns;

/// <summary>Where multicast is heard: one network interface and one version of IP.</summary>
/// <param name="Interface">The interface's index.</param>
/// <param name="IsIPv6">Which version.</param>
internal readonly record struct LinkId(int Interface, bool IsIPv6);
