using Gantry.Fleet.People;
using Gantry.Server.Http;
using Gantry.Storage;
using Gantry.Storage.Audit;

namespace Gantry.Server.Endpoints.People;

/// <summary>The audit log.</summary>
internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/audit").WithTags("audit");
        group.MapGet("", Search);
        group.MapGet("/export", Export);
        group.MapGet("/check", Check);
    }

    private static async Task<PageBody<AuditBody>> Search(
        [AsParameters] AuditFilter filter,
        [AsParameters] PageQuery page,
        HttpContext http,
        AuditService audit
    )
    {
        Page<AuditEntry> found = await audit.SearchAsync(
            http.Caller(),
            filter.ToQuery(),
            page.ToRequest(),
            http.RequestAborted
        );
        return new PageBody<AuditBody>([.. found.Items.Select(AuditBody.From)], found.Next, null);
    }

    private static Task<AuditCheck> Check(HttpContext http, AuditService audit) =>
        audit.CheckAsync(http.Caller(), http.RequestAborted);

    private static Task Export(
        HttpContext http,
        AuditService audit,
        DateTimeOffset? from,
        DateTimeOffset? to,
        string format = "csv"
    )
    {
        http.Caller().Demand(Right.AuditRead);
        AuditFormat form = Exports.Begin(http, "audit", format) ? AuditFormat.Csv : AuditFormat.Json;
        return audit.ExportAsync(http.Caller(), form, from, to, http.Response.Body, http.RequestAborted);
    }
}
