using Gantry.Fleet.Discovery;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Testing;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Queue;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>The printers.</summary>
internal static class PrinterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/printers").WithTags("printers");
        group.MapGet("", List);
        group.MapPost("", Add).Idempotent(LostAnswers.Printer);
        group.MapGet("/found", ListFound);
        group.MapPost("/test", Test);
        group.MapGet("/{id:long}", Get);
        group.MapPatch("/{id:long}", Change);
        group.MapDelete("/{id:long}", Remove);
        group.MapGet("/{id:long}/upcoming", ListUpcoming);
        group.MapGet("/{id:long}/temperatures", GetTemperatures).ForOwner();
        group.MapPost("/{id:long}/print", Print).Idempotent(LostAnswers.Job).ForOwner();
    }

    private static async Task<ListBody<PrinterView>> List(
        [AsParameters] PrinterQuery query,
        HttpContext http,
        PrinterService printers
    ) => new(await printers.ListAsync(http.Caller(), query.ToFilter(), http.RequestAborted));

    private static async Task<PrinterView> Add(PrinterEdit body, HttpContext http, PrinterService printers)
    {
        PrinterView added = await printers.AddAsync(http.Caller(), body, http.RequestAborted);
        return http.Created(added, $"/printers/{added.Id}", added.Version);
    }

    private static async Task<PrinterView> Get(long id, HttpContext http, PrinterService printers)
    {
        PrinterView printer = await printers.GetAsync(http.Caller(), id, http.RequestAborted);
        return http.WithVersion(printer, printer.Version);
    }

    private static async Task<PrinterView> Change(long id, PrinterEdit body, HttpContext http, PrinterService printers)
    {
        PrinterView printer = await printers.ChangeAsync(
            http.Caller(),
            id,
            http.NeedVersion(),
            body,
            http.RequestAborted
        );
        return http.WithVersion(printer, printer.Version);
    }

    private static async Task<IResult> Remove(long id, HttpContext http, PrinterService printers)
    {
        long version = http.FindVersion() ?? (await printers.GetAsync(http.Caller(), id, http.RequestAborted)).Version;
        await printers.RemoveAsync(http.Caller(), id, version, http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<ListBody<JobView>> ListUpcoming(long id, HttpContext http, QueueService queue) =>
        new(await queue.UpcomingAsync(http.Caller(), id, http.RequestAborted));

    private static ListBody<FoundPrinter> ListFound(HttpContext http, FoundPrinters found) =>
        new(found.List(http.Caller()));

    private static Task<ConnectionTestView> Test(ConnectionTest body, HttpContext http, PrinterService printers) =>
        printers.Tester.TestAsync(http.Caller(), body, http.RequestAborted);

    private static async Task<TemperatureSeriesView> GetTemperatures(
        long id,
        HttpContext http,
        PrinterService printers,
        int seconds = 3600,
        int points = 600
    )
    {
        var span = TimeSpan.FromSeconds(Math.Max(1, seconds));
        return TemperatureSeriesView.Of(
            await printers.TemperaturesAsync(http.Caller(), id, span, points, http.RequestAborted)
        );
    }

    private static async Task<JobView> Print(long id, NewJob body, HttpContext http, JobService jobs)
    {
        JobView job = await jobs.PrintAsync(http.Caller(), id, body, http.RequestAborted);
        return http.Created(job, $"/jobs/{job.Id}", job.Version);
    }
}
