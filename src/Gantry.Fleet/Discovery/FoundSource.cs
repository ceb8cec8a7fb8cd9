namespace Gantry.Fleet.Discovery;

/// <summary>Where something was found.</summary>
public enum FoundSource
{
    /// <summary>On a port of this machine.</summary>
    Local,

    /// <summary>On the network.</summary>
    Network,
}
