using Gantry.Fleet.Jobs;
using Gantry.Fleet.Json;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Prints;

/// <summary>Writes down what becomes of prints. Each call is one unit of work: after a crash all of it is there, or nothing.</summary>
/// <param name="store">The database.</param>
/// <param name="ended">What else belongs into the unit of work that ends a print, as its notices.</param>
internal sealed class PrintBook(IStore store, Func<IStoreSession, PrintRecord, CancellationToken, Task> ended)
{
    /// <summary>What the printer prints according to the books.</summary>
    public Task<PrintRecord?> FindActiveAsync(long printerId, CancellationToken stop) =>
        store.ReadAsync(s => s.Prints.FindActiveAsync(printerId, stop), stop);

    /// <summary>The journal is there: from now on something may be sent, and the plate is not clear any more.</summary>
    /// <exception cref="Errors.FleetException">The printer was changed since the matcher chose it.</exception>
    public Task<PrintRecord> BeginAsync(
        PrintRecord print,
        PrintDocument document,
        JobFacts facts,
        CancellationToken stop
    ) =>
        store.WriteAsync(
            async s =>
            {
                await StartCheck.CheckAsync(s, print, stop);
                PrintRecord begun = await s.Prints.UpdateAsync(
                    print with
                    {
                        State = PrintState.Printing,
                        Material = facts.MaterialText,
                        Document = FleetJson.Write(
                            document with
                            {
                                FileFilamentMm = facts.FilamentMm,
                                FileFilamentG = facts.FilamentG,
                            }
                        ),
                    },
                    stop
                );
                await SetPlateAsync(s, print.PrinterId!.Value, PlateState.Occupied, print.Id, stop);
                Tell(s, begun);
                return begun;
            },
            stop
        );

    /// <summary>Another state, or another owner that goes on with it.</summary>
    public Task<PrintRecord> UpdateAsync(PrintRecord print, CancellationToken stop) =>
        store.WriteAsync(
            async s =>
            {
                PrintRecord changed = await s.Prints.UpdateAsync(print, stop);
                Tell(s, changed);
                return changed;
            },
            stop
        );

    /// <summary>Nothing was sent: the copy goes back to the queue, and the plate is as it was.</summary>
    /// <param name="print">The print.</param>
    /// <param name="reason">Why.</param>
    /// <param name="holds">Whether the job is held, because the next try would end the same way.</param>
    /// <param name="stop">Ends the call.</param>
    public Task ReturnAsync(PrintRecord print, string reason, bool holds, CancellationToken stop) =>
        store.WriteAsync(
            async s =>
            {
                PrintRecord now = await s.Prints.FindAsync(print.Id, stop) ?? print;
                if (now.EndedAt is not null)
                    return;
                PrintRecord over = await s.Prints.UpdateAsync(
                    now with
                    {
                        State = PrintState.Cancelled,
                        EndedAt = s.Now,
                        Reason = reason,
                        KeepsContent = false,
                    },
                    stop
                );
                PrinterStatus? status = await s.Printers.FindStatusAsync(print.PrinterId!.Value, stop);
                if (status is { Plate: PlateState.Occupied } && status.PlatePrintId == print.Id)
                    await SetPlateAsync(s, print.PrinterId.Value, PlateState.Clear, null, stop);
                if (print.JobId is { } jobId && await s.Jobs.FindAsync(jobId, stop) is { EndedAt: null })
                {
                    Job job = await s.Jobs.ReturnCopyAsync(jobId, stop);
                    if (holds)
                        await s.Jobs.UpdateAsync(job with { IsHeld = true, HoldReason = reason }, stop);
                }
                Tell(s, over);
            },
            stop
        );

    /// <summary>Nothing was sent: the copy goes back, and the job waits for an operator.</summary>
    public async Task ReturnForApprovalAsync(PrintRecord print, string reason, CancellationToken stop)
    {
        await ReturnAsync(print, reason, holds: false, stop);
        await store.WriteAsync(
            async s =>
            {
                if (
                    print.JobId is not { } id
                    || await s.Jobs.FindAsync(id, stop) is not { EndedAt: null, ApprovedAt: null } job
                )
                    return;
                await s.Jobs.UpdateAsync(job with { State = JobState.AwaitingApproval, HoldReason = reason }, stop);
                s.Tell(FleetTopic.Job, id);
            },
            stop
        );
    }

    /// <summary>The print is over.</summary>
    public Task<PrintRecord> EndAsync(PrintEnd end, CancellationToken stop) =>
        store.WriteAsync(
            async s =>
            {
                PrintRecord now =
                    await s.Prints.FindAsync(end.Print.Id, stop)
                    ?? throw new StorageException($"Print {end.Print.Id} is not in the database any more.");
                if (now.EndedAt is not null)
                    return now;
                if (now.Epoch != end.Print.Epoch)
                    throw new VersionConflictException($"owner of print {now.Id}", end.Print.Epoch);
                CostSettings costs = await SettingBooks.ReadAsync<CostSettings>(s, SettingBooks.Costs, stop);
                PrintRecord over = await s.Prints.UpdateAsync(Ended(now, end, costs, s.Now), stop);
                if (end.Temperatures is { } temperatures)
                    await s.Prints.SetTemperaturesAsync(over.Id, temperatures, stop);
                if (end.Log is { } log)
                    await s.Prints.SetLogAsync(over.Id, log, stop);
                await CountAsync(s, over, stop);
                await ended(s, over, stop);
                Tell(s, over);
                return over;
            },
            stop
        );

    /// <summary>Keeps the temperatures so far.</summary>
    public Task KeepTemperaturesAsync(PrintRecord print, byte[] temperatures, CancellationToken stop) =>
        store.WriteAsync(s => s.Prints.SetTemperaturesAsync(print.Id, temperatures, stop), stop);

    /// <summary>Keeps the log so far.</summary>
    public Task KeepLogAsync(PrintRecord print, byte[] log, CancellationToken stop) =>
        store.WriteAsync(s => s.Prints.SetLogAsync(print.Id, log, stop), stop);

    /// <summary>The document of a print.</summary>
    public static PrintDocument Read(PrintRecord print) => FleetJson.Read<PrintDocument>(print.Document);

    private static PrintRecord Ended(PrintRecord print, PrintEnd end, CostSettings costs, DateTimeOffset now)
    {
        PrintDocument document = Read(print);
        double share =
            end.State == PrintState.Finished ? 1
            : document.Commands > 0 ? Math.Clamp((double)end.CommandsDone / document.Commands, 0, 1)
            : 0;
        double grams = Math.Round(document.FileFilamentG * share, 2);
        return print with
        {
            Cost = costs.Of(end.Seconds, print.Material, grams, print.EnergyWh),
            State = end.State,
            EndedAt = now,
            Seconds = end.Seconds,
            Reason = end.Reason,
            FirmwareWords = end.FirmwareWords,
            FilamentMm = Math.Round(document.FileFilamentMm * share, 1),
            FilamentG = grams,
            Document = FleetJson.Write(
                document with
                {
                    CommandsDone = end.CommandsDone,
                    Resends = end.Resends,
                    Notes = end.Notes,
                }
            ),
        };
    }

    private static async Task CountAsync(IStoreSession s, PrintRecord print, CancellationToken stop)
    {
        if (print.PrinterId is not { } printerId || await s.Printers.FindStatusAsync(printerId, stop) is not { } status)
            return;
        await s.Printers.UpdateStatusAsync(
            status with
            {
                Plate = PlateState.Occupied,
                PlateAt = s.Now,
                PlatePrintId = print.Id,
                PrintedSeconds = status.PrintedSeconds + print.Seconds,
                Prints = status.Prints + 1,
                PrintedAt = s.Now,
            },
            stop
        );
    }

    private static async Task SetPlateAsync(
        IStoreSession s,
        long printerId,
        PlateState plate,
        long? printId,
        CancellationToken stop
    )
    {
        if (await s.Printers.FindStatusAsync(printerId, stop) is { } status)
            await s.Printers.UpdateStatusAsync(
                status with
                {
                    Plate = plate,
                    PlateAt = s.Now,
                    PlatePrintId = printId,
                },
                stop
            );
    }

    private static void Tell(IStoreSession s, PrintRecord print)
    {
        s.Tell(FleetTopic.Print, print.Id);
        if (print.PrinterId is { } printer)
            s.Tell(FleetTopic.Printer, printer);
        if (print.JobId is { } job)
            s.Tell(FleetTopic.Job, job);
    }
}
