namespace Gantry.Server.Cluster;

/// <summary>A call that another node has passed on: it is answered here, and never passed on again.</summary>
/// <param name="From">That node.</param>
internal sealed record NodeCallFeature(string From);
