using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Prints;

/// <summary>Writes down that a plate is clear, and what became of what lay on it.</summary>
internal static class PlateBook
{
    /// <summary>Clears a plate.</summary>
    public static async Task ClearAsync(
        IStoreSession s,
        Caller caller,
        long printerId,
        ActionDetails details,
        CancellationToken stop
    )
    {
        if (await s.Printers.FindStatusAsync(printerId, stop) is not { } status)
            return;
        await s.Printers.UpdateStatusAsync(
            status with
            {
                Plate = PlateState.Clear,
                PlateAt = s.Now,
                PlatePrintId = null,
            },
            stop
        );
        s.Tell(FleetTopic.Printer, printerId);
        if (status.PlatePrintId is not { } lay || await s.Prints.FindAsync(lay, stop) is not { } print)
            return;
        PrintVerdict verdict = details.Verdict ?? PrintVerdict.None;
        if (verdict != PrintVerdict.None || details.Requeue)
            await Verdicts.JudgeAsync(s, print, verdict, details.Reason, details.Requeue, caller, stop);
        if (print.JobId is { } job)
            await JobEnds.SettleAsync(s, job, stop);
    }
}
