using Gantry.Storage.Printers;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>An entry of a printer's log.</summary>
/// <param name="Id">The id.</param>
/// <param name="At">When.</param>
/// <param name="User">By whom.</param>
/// <param name="Text">What was done.</param>
/// <param name="TaskId">The task that was done thereby; null for none.</param>
/// <param name="PrintedSeconds">How long the printer had printed then, in seconds.</param>
internal sealed record MaintenanceEntryBody(
    long Id,
    DateTimeOffset At,
    string User,
    string Text,
    long? TaskId,
    double PrintedSeconds
)
{
    public static MaintenanceEntryBody Of(MaintenanceEntry entry) =>
        new(entry.Id, entry.At, entry.UserName, entry.Text, entry.TaskId, entry.PrintedSeconds);
}
