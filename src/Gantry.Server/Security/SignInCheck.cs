using Gantry.Fleet.People;
using Gantry.Server.Endpoints;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Security;

/// <summary>
/// Finds out who calls the API: by a key, or else by the cookie of a session. Nothing else a call says of itself, and no
/// address it comes from, gives it a right. What they may do is asked where it is done, in the fleet.
/// </summary>
internal sealed class SignInCheck(RequestDelegate next, SignInService signIn, ApiKeyService keys, LocalKey local)
{
    private const string Door = "web";
    private const string Bearer = "Bearer ";
    private const string CsrfHeader = "X-CSRF-Token";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(FleetApi.Base, StringComparison.OrdinalIgnoreCase))
        {
            CallerFeature found = PresentedKey(http.Request) is { } key
                ? new CallerFeature(await ByKeyAsync(http, key), null)
                : await ByCookieAsync(http);
            http.Features.Set(found);
            // The router's own refusals, as of a method, are no routes, and nobody's secret.
            if (
                http.GetEndpoint() is RouteEndpoint endpoint
                && endpoint.Metadata.GetMetadata<OpenToEverybody>() is null
            )
                Check(http, found);
        }
        await next(http);
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

    private async Task<CallerFeature> ByCookieAsync(HttpContext http)
    {
        string source = $"{Door} {http.Address()}";
        if (
            SessionCookie.Read(http) is { } token
            && await signIn.AuthenticateAsync(token, source, http.RequestAborted) is { } caller
        )
            return new CallerFeature(caller, token);
        return new CallerFeature(Caller.Anonymous(source), null);
    }

    private static void Check(HttpContext http, CallerFeature found)
    {
        if (found.Caller.Rights.Count == 0)
            throw new ApiException(StatusCodes.Status401Unauthorized, ProblemCode.SignInNeeded, "Sign in first.");
        if (
            found.SessionToken is { } token
            && !OriginCheck.IsRead(http.Request.Method)
            && !SignInService.IsCsrfToken(token, http.Request.Headers[CsrfHeader].ToString())
        )
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                ProblemCode.TokenNeeded,
                $"A change with a session needs the header {CsrfHeader} with the token that GET /session gives."
            );
    }
}
