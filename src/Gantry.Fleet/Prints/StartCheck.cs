using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Matching;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.History;

namespace Gantry.Fleet.Prints;

/// <summary>
/// Whether a job still fits the printer that it is about to start on. Reading a large file takes seconds, and meanwhile somebody may
/// have put in another nozzle.
/// </summary>
internal static class StartCheck
{
    /// <summary>Asked in the unit of work that begins the print: what the books say then is what counts.</summary>
    /// <exception cref="FleetException">It fits no more; the message says why.</exception>
    public static async Task CheckAsync(IStoreSession s, PrintRecord print, CancellationToken stop)
    {
        if (
            print is not { JobId: { } jobId, PrinterId: { } printerId }
            || await s.Jobs.FindAsync(jobId, stop) is not { } job
            || await s.Printers.FindAsync(printerId, stop) is not { } record
            || await s.Printers.FindStatusAsync(printerId, stop) is not { } status
        )
            return;
        PrinterFacts printer = FactsOf.Config(PrinterConfig.Of(record, status));
        MatchJob wanted = JobDocuments.ToMatch(job);
        IReadOnlyList<WaitReason> reasons = FitReasons.Of(printer, wanted);
        if (reasons.Count > 0)
            throw new FleetException(
                FleetError.PrinterRefused,
                $"{record.Name} was changed just before {job.Name} could start on it. {string.Join(' ', reasons.Select(r => r.Text))}"
            );
        if (BytesFor.Of(printer, wanted).Hash != print.ContentHash)
            throw new FleetException(
                FleetError.PrinterRefused,
                $"{record.Name} was changed just before {job.Name} could start on it: another variant is for it now."
            );
    }
}
