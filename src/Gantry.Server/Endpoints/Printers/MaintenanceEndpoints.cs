using Gantry.Fleet.Maintenance;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>The maintenance of printers.</summary>
internal static class MaintenanceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/printers/{id:long}/maintenance").WithTags("maintenance");
        group.MapGet("", Get);
        group.MapPost("/tasks", AddTask).Idempotent(LostAnswers.MaintenanceTask);
        group.MapPatch("/tasks/{task:long}", ChangeTask);
        group.MapDelete("/tasks/{task:long}", RemoveTask);
        group.MapPost("/log", Log).Idempotent(LostAnswers.MaintenanceEntry);
    }

    private static async Task<MaintenanceBody> Get(
        long id,
        [AsParameters] PageQuery page,
        HttpContext http,
        MaintenanceService maintenance
    ) => MaintenanceBody.Of(await maintenance.GetAsync(http.Caller(), id, page.ToRequest(), http.RequestAborted));

    private static async Task<MaintenanceTaskView> AddTask(
        long id,
        MaintenanceTaskEdit body,
        HttpContext http,
        MaintenanceService maintenance
    )
    {
        MaintenanceTaskView added = await maintenance.AddTaskAsync(http.Caller(), id, body, http.RequestAborted);
        return http.Created(added, $"/printers/{id}/maintenance/tasks/{added.Id}", added.Version);
    }

    private static async Task<MaintenanceTaskView> ChangeTask(
        long id,
        long task,
        MaintenanceTaskEdit body,
        HttpContext http,
        MaintenanceService maintenance
    )
    {
        long version = http.NeedVersion();
        MaintenanceTaskView changed = await maintenance.ChangeTaskAsync(
            http.Caller(),
            id,
            task,
            version,
            body,
            http.RequestAborted
        );
        return http.WithVersion(changed, changed.Version);
    }

    private static async Task<IResult> RemoveTask(long id, long task, HttpContext http, MaintenanceService maintenance)
    {
        await maintenance.RemoveTaskAsync(http.Caller(), id, task, http.NeedVersion(), http.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<MaintenanceEntryBody> Log(
        long id,
        MaintenanceLogBody body,
        HttpContext http,
        MaintenanceService maintenance
    )
    {
        var entry = MaintenanceEntryBody.Of(
            await maintenance.LogAsync(http.Caller(), id, body.Text ?? "", body.TaskId, http.RequestAborted)
        );
        return http.Created(entry, $"/printers/{id}/maintenance");
    }
}
