using System.Globalization;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Library;
using Gantry.Fleet.Maintenance;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Server.Endpoints.Library;
using Gantry.Server.Endpoints.People;
using Gantry.Server.Endpoints.Printers;
using Gantry.Server.Endpoints.Printers.Control;
using Gantry.Server.Http;
using Gantry.Storage.Library;

namespace Gantry.Server.Endpoints;

/// <summary>
/// What becomes of a call with an Idempotency-Key when its server dies before the answer is kept. What the call made is noted on the
/// key in the unit of work that makes it, so the answer is made anew, of the thing as it is now.
/// </summary>
internal static class LostAnswers
{
    /// <summary>
    /// Nothing is noted, the call is done again: what it aims at is a state (paused, stopped, the plate clear), and to ask for that twice
    /// does no harm, while an emergency stop that got lost would.
    /// </summary>
    public static OncePerKey DoneAgain { get; } = new(null);

    public static OncePerKey Job { get; } =
        new(
            async (http, id) =>
            {
                JobView job = await Part<JobService>(http).GetMadeAsync(http.Caller(), id, http.RequestAborted);
                return http.Created(job, $"/jobs/{job.Id}", job.Version);
            }
        );

    public static OncePerKey Printer { get; } =
        new(
            async (http, id) =>
            {
                PrinterView printer = await Part<PrinterService>(http).GetAsync(http.Caller(), id, http.RequestAborted);
                return http.Created(printer, $"/printers/{printer.Id}", printer.Version);
            }
        );

    public static OncePerKey User { get; } =
        new(
            async (http, id) =>
            {
                UserAccount user = await Part<UserService>(http).GetAsync(http.Caller(), id, http.RequestAborted);
                return http.Created(UserBody.From(user), $"/users/{user.Id}", user.Version);
            }
        );

    public static OncePerKey Folder { get; } =
        new(
            async (http, id) =>
            {
                FolderCount made = await Part<FolderService>(http).GetMadeAsync(http.Caller(), id, http.RequestAborted);
                return http.Created(FolderBody.From(made.Folder, made.Files), $"/folders/{id}", made.Folder.Version);
            }
        );

    public static OncePerKey MaintenanceTask { get; } =
        new(
            async (http, id) =>
            {
                long printer = PrinterOf(http);
                MaintenanceTaskView task = await Part<MaintenanceService>(http)
                    .GetMadeTaskAsync(http.Caller(), printer, id, http.RequestAborted);
                return http.Created(task, $"/printers/{printer}/maintenance/tasks/{id}", task.Version);
            }
        );

    public static OncePerKey MaintenanceEntry { get; } =
        new(
            async (http, id) =>
            {
                long printer = PrinterOf(http);
                var entry = MaintenanceEntryBody.Of(
                    await Part<MaintenanceService>(http)
                        .GetMadeEntryAsync(http.Caller(), printer, id, http.RequestAborted)
                );
                return http.Created(entry, $"/printers/{printer}/maintenance");
            }
        );

    /// <summary>Noted before anything is sent: a move that is made twice may crash the head, so it is rather not made at all.</summary>
    public static OncePerKey Commands { get; } =
        new(
            (http, _) =>
            {
                http.Response.StatusCode = StatusCodes.Status202Accepted;
                return Task.FromResult<object>(CommandsAnswerBody.Lost);
            },
            AwaitsFirst: true
        );

    private static T Part<T>(HttpContext http)
        where T : notnull => http.RequestServices.GetRequiredService<T>();

    private static long PrinterOf(HttpContext http) =>
        long.Parse((string)http.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
}
