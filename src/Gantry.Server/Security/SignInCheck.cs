using Gantry.Fleet.People;
using Gantry.Server.Endpoints;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Security;

/// <summary>
/// Lets into the API who signed in, and takes changes from a browser only with the token of its page. What somebody may do is
/// asked where it is done, in the fleet.
/// </summary>
internal sealed class SignInCheck(RequestDelegate next, CallerFinder callers)
{
    private const string CsrfHeader = "X-CSRF-Token";

    public async Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(FleetApi.Base, StringComparison.OrdinalIgnoreCase))
        {
            CallerFeature found = await callers.FindAsync(http);
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

    private static void Check(HttpContext http, CallerFeature found)
    {
        if (found.Caller.Rights.Count == 0)
            throw new ApiException(StatusCodes.Status401Unauthorized, ProblemCode.SignInNeeded, "Sign in first.");
        CheckToken(http, found);
    }

    /// <summary>Refuses a change with a browser's session that lacks the token of its page.</summary>
    /// <exception cref="ApiException">It does.</exception>
    public static void CheckToken(HttpContext http, CallerFeature found)
    {
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
