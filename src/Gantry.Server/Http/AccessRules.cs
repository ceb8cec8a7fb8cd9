namespace Gantry.Server.Http;

/// <summary>Marks of endpoints that the pipeline looks at.</summary>
internal static class AccessRules
{
    /// <summary>Also those may call it who did not sign in.</summary>
    public static T ForEverybody<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(OpenToEverybody.Instance);

    /// <summary>It is answered by the node that drives the printer of the route's <c>id</c>.</summary>
    public static T ForOwner<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(Cluster.ForOwner.Instance);

    /// <summary>With an Idempotency-Key it is done once, however often it is called.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder endpoint, OncePerKey how) =>
        endpoint.WithMetadata(how);
}
