using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.People;

/// <summary>How much people may print.</summary>
internal static class QuotaEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/quotas").WithTags("people");
        group.MapGet("", List);
        group.MapPut("/roles/{role}", SetForRole);
        group.MapPut("/users/{id:long}", SetForUser);
        group.MapDelete("/users/{id:long}", RemoveForUser);
    }

    private static async Task<ListBody<QuotaEntry>> List(HttpContext http, QuotaService quotas) =>
        new(await quotas.ListAsync(http.Caller(), http.RequestAborted));

    private static Task<QuotaEntry> SetForRole(string role, Quota body, HttpContext http, QuotaService quotas) =>
        Enum.TryParse(role, ignoreCase: true, out Role known) && !char.IsAsciiDigit(role[0])
            ? quotas.SetAsync(http.Caller(), known, body, http.RequestAborted)
            : throw ApiException.NotFound($"role '{role}'");

    private static Task<QuotaEntry> SetForUser(long id, Quota body, HttpContext http, QuotaService quotas) =>
        quotas.SetAsync(http.Caller(), id, body, http.RequestAborted);

    private static async Task<IResult> RemoveForUser(long id, HttpContext http, QuotaService quotas)
    {
        await quotas.RemoveAsync(http.Caller(), id, http.RequestAborted);
        return TypedResults.NoContent();
    }
}
