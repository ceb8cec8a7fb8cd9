using Gantry.Fleet.History;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Storage.History;

namespace Gantry.Server.Endpoints.History;

/// <summary>Prints added up.</summary>
internal static class StatisticsEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/statistics", Get).WithTags("history");

    private static async Task<ListBody<StatisticsRow>> Get(
        [AsParameters] PrintFilter filter,
        HttpContext http,
        HistoryService history,
        string by = "printer"
    )
    {
        PrintGrouping grouping = by switch
        {
            "total" => PrintGrouping.Total,
            "printer" => PrintGrouping.Printer,
            "user" => PrintGrouping.User,
            "material" => PrintGrouping.Material,
            "month" => PrintGrouping.Month,
            _ => throw ApiException.Invalid("by", "It is printer, user, material, month or total."),
        };
        return new(await history.AddUpAsync(http.Caller(), filter.ToQuery(), grouping, http.RequestAborted));
    }
}
