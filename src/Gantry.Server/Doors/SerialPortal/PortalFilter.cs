using Gantry.Fleet.Errors;
using Gantry.Fleet.Ports;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Server.Security;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>Finds out who calls, and answers refusals in the portal's form.</summary>
internal sealed class PortalFilter(CallerFinder callers, PortalRights rights) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        try
        {
            CallerFeature found = await callers.FindAsync(http);
            SignInCheck.CheckToken(http, found);
            http.Features.Set(found with { Caller = await rights.AdmitAsync(found.Caller, http.RequestAborted) });
            http.Response.Headers.CacheControl = "no-store";
            return await next(context);
        }
        catch (Exception e) when (e is FleetException or ApiException && ProblemMap.Find(e) is not null)
        {
            ApiException problem = ProblemMap.Find(e)!;
            return Results.Json(
                new PortalError(problem.Message),
                PortalJson.Default.PortalError,
                statusCode: problem.Status
            );
        }
    }
}
