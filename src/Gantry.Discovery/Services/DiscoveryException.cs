namespace Gantry.Discovery.Services;

/// <summary>Multicast DNS cannot be used on this machine; the message says why and what to do.</summary>
public sealed class DiscoveryException : IOException
{
    /// <summary>Says what is wrong.</summary>
    public DiscoveryException(string message, Exception inner)
        : base(message, inner) { }
}
