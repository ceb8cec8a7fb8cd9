using Gantry.Fleet.People;
using Gantry.Server.Cluster;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Security;

/// <summary>
/// Finds out who calls: by a key, or else by the cookie of a session. Nothing else a call says of itself, and no address it
/// comes from, gives it a right.
/// </summary>
internal sealed class CallerFinder(
    SignInService signIn,
    ApiKeyService keys,
    LocalKey local,
    AccessSettings access,
    NodeTickets nodes
)
{
    private const string Bearer = "Bearer ";

    /// <summary>Finds the caller.</summary>
    /// <exception cref="ApiException">A key was shown that is no good.</exception>
    public async Task<CallerFeature> FindAsync(HttpContext http)
    {
        // A ticket opens once; what it said holds for the whole call.
        if (http.Features.Get<NodeCallFeature>() is not null && http.Features.Get<CallerFeature>() is { } known)
            return known;
        if (nodes.IsCluster && http.Request.Headers[NodeTickets.Header].ToString() is { Length: > 0 } ticket)
            return new CallerFeature(await ByTicketAsync(http, ticket), null);
        if (PresentedKey(http.Request) is { } key)
            return new CallerFeature(await ByKeyAsync(http, key), null);
        string source = $"web {http.Address()}";
        if (
            SessionCookie.Read(http) is { } token
            && await signIn.AuthenticateAsync(token, source, http.RequestAborted) is { } caller
        )
            return new CallerFeature(caller, token);
        return new CallerFeature(Caller.Anonymous(source, access.AnonymousRead), null);
    }

    /// <summary>Whether the caller of a call that takes long still is who they were when it began.</summary>
    public async Task<bool> IsStillAsync(HttpContext http)
    {
        try
        {
            CallerFeature now = await FindAsync(http);
            return now.Caller.Rights.SetEquals(http.Caller().Rights);
        }
        catch (ApiException)
        {
            return false;
        }
    }

    private static string? PresentedKey(HttpRequest request)
    {
        if (request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key)
            return key;
        string authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : null;
    }

    /// <summary>Another node has signed the caller in, and says so with the seal that only nodes have.</summary>
    private async Task<Caller> ByTicketAsync(HttpContext http, string text)
    {
        HttpRequest request = http.Request;
        // Only these are passed on. Above all no file is read into memory for somebody whose seal is not known yet.
        if (http.GetEndpoint()?.Metadata.GetMetadata<ForOwner>() is null)
            throw new ApiException(
                StatusCodes.Status401Unauthorized,
                ProblemCode.SignInNeeded,
                "The ticket of another node was refused: it is for no call that nodes pass on."
            );
        byte[] body = await OwnerForward.BodyAsync(request, http.RequestAborted);
        string path = request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        NodeTicket ticket = nodes.Open(text, request.Method, path, body);
        http.Features.Set(new NodeCallFeature(ticket.From));
        return Caller.FromTicket(ticket.Caller);
    }

    private async Task<Caller> ByKeyAsync(HttpContext http, string key)
    {
        if (local.Is(key))
            return Caller.System("command line");
        return await keys.AuthenticateAsync(key, http.Address(), "api", http.RequestAborted)
            ?? throw new ApiException(
                StatusCodes.Status401Unauthorized,
                ProblemCode.SignInNeeded,
                "This key is not known, has run out, or was taken back."
            );
    }
}
