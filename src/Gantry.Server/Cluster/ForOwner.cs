namespace Gantry.Server.Cluster;

/// <summary>An endpoint that is about the printer of its route's <c>id</c>, and is answered by the node that drives it.</summary>
internal sealed class ForOwner
{
    public static ForOwner Instance { get; } = new();
}
