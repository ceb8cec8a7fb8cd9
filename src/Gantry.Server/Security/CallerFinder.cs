using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Security;

/// <summary>
/// Finds out who calls: by a key, or else by the cookie of a session. Nothing else a call says of itself, and no address it
/// comes from, gives it a right.
/// </summary>
internal sealed class CallerFinder(SignInService signIn, ApiKeyService keys, LocalKey local, AccessSettings access)
{
    private const string Bearer = "Bearer ";

    /// <summary>Finds the caller.</summary>
    /// <exception cref="ApiException">A key was shown that is no good.</exception>
    public async Task<CallerFeature> FindAsync(HttpContext http)
    {
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
