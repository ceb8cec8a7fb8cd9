using System.Globalization;
using System.Runtime.CompilerServices;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Prints;
using Gantry.Fleet.Prints.Logs;
using Gantry.Printing.Temperatures;
using Gantry.Storage;
using Gantry.Storage.History;

namespace Gantry.Fleet.History;

/// <summary>What was printed, and what became of it.</summary>
public sealed class HistoryService
{
    /// <summary>A photo out of a telephone has some megabytes.</summary>
    public const long MostPhotoBytes = 10 * 1024 * 1024;

    private readonly FleetContext _context;
    private readonly JobService _jobs;
    private readonly PhotoBook _photos;

    internal HistoryService(FleetContext context, JobService jobs, PhotoBook photos) =>
        (_context, _jobs, _photos) = (context, jobs, photos);

    /// <summary>The prints that fit, those begun last first.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<Page<PrintView>> SearchAsync(
        Caller caller,
        PrintQuery query,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.HistoryRead);
        Page<PrintRecord> prints = await _context.Store.ReadAsync(
            s => s.Prints.SearchAsync(Within(caller, query), page, cancellationToken),
            cancellationToken
        );
        return new Page<PrintView>([.. prints.Items.Select(PrintView.Of)], prints.Next);
    }

    /// <summary>One print.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public async Task<PrintView> GetAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        return PrintView.Of(await SeeAsync(caller, id, cancellationToken));
    }

    /// <summary>All prints that fit as lines of text, to be exported.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async IAsyncEnumerable<string> ExportAsync(
        Caller caller,
        PrintQuery query,
        bool asJson,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.HistoryRead);
        yield return PrintExport.Head(asJson);
        string? next = null;
        bool first = true;
        do
        {
            Page<PrintView> page = await SearchAsync(
                caller,
                query,
                new PageRequest(PageRequest.MaxLimit, next),
                cancellationToken
            );
            foreach (PrintView print in page.Items)
            {
                yield return PrintExport.Line(print, asJson, first);
                first = false;
            }
            next = page.Next;
        } while (next is not null);
        yield return PrintExport.Foot(asJson);
    }

    /// <summary>Adds up the prints that fit.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<IReadOnlyList<StatisticsRow>> AddUpAsync(
        Caller caller,
        PrintQuery query,
        PrintGrouping by,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.HistoryRead);
        TimeSpan zone = _context.Time.GetLocalNow().Offset;
        IReadOnlyList<PrintStatistics> rows = await _context.Store.ReadAsync(
            s => s.Prints.AddUpAsync(Within(caller, query), by, zone, cancellationToken),
            cancellationToken
        );
        return [.. rows.Select(StatisticsRow.Of)];
    }

    /// <summary>The temperatures of a print; null when none were kept. Their times are since the beginning of 1970.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such print.</exception>
    public async Task<TemperatureSeries?> TemperaturesAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        await SeeAsync(caller, id, cancellationToken);
        byte[]? packed = await _context.Store.ReadAsync(
            s => s.Prints.GetTemperaturesAsync(id, cancellationToken),
            cancellationToken
        );
        return packed is null ? null : TemperatureArchive.Decode(packed);
    }

    /// <summary>Says what became of a print; a bad one can go back to the queue.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such print, or it has not ended.</exception>
    public async Task<PrintView> JudgeAsync(
        Caller caller,
        long id,
        PrintVerdict verdict,
        string reason,
        bool requeues,
        CancellationToken cancellationToken
    )
    {
        PrintRecord judged = await _context.Store.WriteAsync(
            async s =>
            {
                PrintRecord print = await FindAsync(s, id, cancellationToken);
                caller.Demand(caller.MayJudge(print), "It is somebody else's print.");
                if (print.EndedAt is null)
                    throw new FleetException(FleetError.Conflict, "The print has not ended yet.");
                return await Verdicts.JudgeAsync(s, print, verdict, reason, requeues, caller, cancellationToken);
            },
            cancellationToken
        );
        _context.WakeQueue();
        return PrintView.Of(judged);
    }

    /// <summary>Keeps a picture of what came out: JPEG or PNG.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such print, or it is no picture.</exception>
    public async Task<PrintView> SetPhotoAsync(
        Caller caller,
        long id,
        Stream picture,
        CancellationToken cancellationToken
    )
    {
        PrintRecord print = await FindAsync(id, cancellationToken);
        caller.Demand(caller.MayJudge(print), "It is somebody else's print.");
        byte[] bytes = await Photos.ReadAsync(picture, MostPhotoBytes, cancellationToken);
        return await _photos.KeepAsync(id, bytes, caller.Name, cancellationToken) ?? PrintView.Of(print);
    }

    /// <summary>Removes the picture.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such print.</exception>
    public async Task RemovePhotoAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        PrintRecord print = await FindAsync(id, cancellationToken);
        caller.Demand(caller.MayJudge(print), "It is somebody else's print.");
        await _photos.RemoveAsync(id, cancellationToken);
    }

    /// <summary>What was said while it printed; null when nothing was kept.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such print.</exception>
    public async Task<PrintLog?> LogAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        await SeeAsync(caller, id, cancellationToken);
        byte[]? packed = await _context.Store.ReadAsync(
            s => s.Prints.GetLogAsync(id, cancellationToken),
            cancellationToken
        );
        return packed is null ? null : PrintLog.Unpack(packed);
    }

    /// <summary>The picture of what came out; null when there is none.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such print.</exception>
    public async Task<Stream?> OpenPhotoAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        PrintRecord print = await SeeAsync(caller, id, cancellationToken);
        return print.PhotoHash is { } hash ? await _context.Storage.Files.OpenReadAsync(hash, cancellationToken) : null;
    }

    /// <summary>Prints the same once more: on whichever printer fits, with a key for certain ones on one of those.</summary>
    /// <exception cref="FleetException">The caller may not, or the file is gone.</exception>
    public async Task<JobView> ReprintAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        PrintRecord print = await SeeAsync(caller, id, cancellationToken);
        long? file = await FileAsync(print, cancellationToken);
        return await _jobs.AddAsync(
            caller,
            new NewJob
            {
                FileId = file ?? throw FleetException.NotFound("file of this print in the library"),
                Name = print.FileName,
                Routing = caller.PrinterIds is { } ids ? new JobRouting { PrinterIds = [.. ids] } : null,
                Note = string.Create(CultureInfo.InvariantCulture, $"Print {id} once more."),
            },
            cancellationToken
        );
    }

    /// <summary>Removes a print from the history.</summary>
    /// <exception cref="FleetException">The caller may not, there is none, or it has not ended.</exception>
    public Task RemoveAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.HistoryManage);
        return _context.Store.WriteAsync(
            async s =>
            {
                PrintRecord print = await FindAsync(s, id, cancellationToken);
                caller.Demand(caller.MayJudge(print), "The key is for other printers.");
                if (!await s.Prints.RemoveAsync(id, cancellationToken))
                    throw new FleetException(FleetError.Conflict, "The print has not ended yet. Cancel it first.");
                s.Audit.Append(caller.Audit("print.remove", "print", id, print.FileName));
            },
            cancellationToken
        );
    }

    /// <summary>Of a key for certain printers, what was printed on those.</summary>
    private static PrintQuery Within(Caller caller, PrintQuery query) =>
        caller.PrinterIds is { } ids ? query with { PrinterIds = [.. ids] } : query;

    private async Task<PrintRecord> SeeAsync(Caller caller, long id, CancellationToken stop)
    {
        caller.Demand(Right.HistoryRead);
        PrintRecord print = await FindAsync(id, stop);
        caller.DemandToSee(print);
        return print;
    }

    private Task<PrintRecord> FindAsync(long id, CancellationToken stop) =>
        _context.Store.ReadAsync(s => FindAsync(s, id, stop), stop);

    private static async Task<PrintRecord> FindAsync(IStoreSession s, long id, CancellationToken stop) =>
        await s.Prints.FindAsync(id, stop) ?? throw FleetException.NotFound($"print {id}");

    /// <summary>A file of the library with the same bytes: the very one, if it still has them.</summary>
    private Task<long?> FileAsync(PrintRecord print, CancellationToken stop) =>
        _context.Store.ReadAsync<long?>(
            async s =>
            {
                var same = await s.Files.ListByContentAsync(print.ContentHash, stop);
                return same.FirstOrDefault(f => f.Id == print.FileId)?.Id ?? (same.Count > 0 ? same[0].Id : null);
            },
            stop
        );
}
