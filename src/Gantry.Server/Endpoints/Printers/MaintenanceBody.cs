using Gantry.Fleet.Maintenance;
using Gantry.Server.Http;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>The maintenance of a printer.</summary>
/// <param name="Tasks">What is to be done again and again.</param>
/// <param name="Log">What was done, the latest first.</param>
internal sealed record MaintenanceBody(IReadOnlyList<MaintenanceTaskView> Tasks, PageBody<MaintenanceEntryBody> Log)
{
    public static MaintenanceBody Of(MaintenanceView view) =>
        new(view.Tasks, new([.. view.Log.Items.Select(MaintenanceEntryBody.Of)], view.Log.Next, null));
}
