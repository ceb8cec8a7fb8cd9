using Gantry.Fleet.History;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.History;

/// <summary>What was printed.</summary>
internal static class PrintEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/prints").WithTags("history");
        group.MapGet("", Search);
        group.MapGet("/export", Export);
        group.MapGet("/{id:long}", Get);
        group.MapDelete("/{id:long}", Remove);
        group.MapGet("/{id:long}/temperatures", GetTemperatures);
        group.MapPost("/{id:long}/verdict", Judge);
        group.MapPost("/{id:long}/reprint", Reprint).Idempotent(LostAnswers.Job);
    }

    private static async Task<PageBody<PrintView>> Search(
        [AsParameters] PrintFilter filter,
        [AsParameters] PageQuery page,
        HttpContext http,
        HistoryService history
    ) =>
        PageBody<PrintView>.From(
            await history.SearchAsync(http.Caller(), filter.ToQuery(), page.ToRequest(), http.RequestAborted)
        );

    private static async Task Export(
        [AsParameters] PrintFilter filter,
        HttpContext http,
        HistoryService history,
        string format = "csv"
    )
    {
        http.Caller().Demand(Right.HistoryRead);
        var query = filter.ToQuery();
        bool asJson = !Exports.Begin(http, "prints", format);
        await foreach (string line in history.ExportAsync(http.Caller(), query, asJson, http.RequestAborted))
            await http.Response.WriteAsync(line, http.RequestAborted);
    }

    private static async Task<PrintView> Get(long id, HttpContext http, HistoryService history) =>
        Answer(http, await history.GetAsync(http.Caller(), id, http.RequestAborted));

    private static async Task<IResult> Remove(long id, HttpContext http, HistoryService history)
    {
        await history.RemoveAsync(http.Caller(), id, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<TemperatureSeriesView> GetTemperatures(
        long id,
        HttpContext http,
        HistoryService history
    ) => TemperatureSeriesView.Of(await history.TemperaturesAsync(http.Caller(), id, http.RequestAborted));

    private static async Task<PrintView> Judge(long id, VerdictBody body, HttpContext http, HistoryService history) =>
        Answer(
            http,
            await history.JudgeAsync(
                http.Caller(),
                id,
                body.Verdict,
                body.Reason ?? "",
                body.Requeue ?? false,
                http.RequestAborted
            )
        );

    private static async Task<JobView> Reprint(long id, HttpContext http, HistoryService history)
    {
        JobView job = await history.ReprintAsync(http.Caller(), id, http.RequestAborted);
        return http.Created(job, $"/jobs/{job.Id}", job.Version);
    }

    private static PrintView Answer(HttpContext http, PrintView print) => http.WithVersion(print, print.Version);
}
