using Gantry.Fleet.Printers;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.History;

/// <summary>Lets the history go by age, and the bytes and photos that are kept only for it by their size.</summary>
internal sealed partial class Retention(FleetContext context)
{
    private readonly ILogger _log = context.Loggers.CreateLogger<Retention>();
    private long? _lookedAt;

    /// <summary>Removes what has served its time.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        RetentionSettings rules = await context.Store.ReadAsync(
            s => SettingBooks.ReadAsync<RetentionSettings>(s, SettingBooks.Retention, stop),
            stop
        );
        if (rules.Days is { } days && await IsClockGoodAsync(stop))
            await context.Store.WriteAsync(
                async s =>
                {
                    await s.Prints.PurgeAsync(RetentionClock.NotSet, s.Now.AddDays(-days), stop);
                    await s.Jobs.PurgeAsync(RetentionClock.NotSet, s.Now.AddDays(-days), stop);
                },
                stop
            );
        if (rules.MaxBytes is { } most && await FindCutAsync(most, stop) is { } cut)
            await context.Store.WriteAsync(s => s.Prints.ReleaseContentsAsync(cut, stop), stop);
    }

    private async Task<bool> IsClockGoodAsync(CancellationToken stop)
    {
        TimeSpan ran = _lookedAt is { } before ? context.Time.GetElapsedTime(before) : TimeSpan.Zero;
        _lookedAt = context.Time.GetTimestamp();
        DateTimeOffset now = context.Time.GetUtcNow();
        RetentionClock clock = await context.Store.WriteAsync(
            async s =>
            {
                RetentionClock known = await SettingBooks.ReadAsync<RetentionClock>(s, SettingBooks.Clock, stop);
                RetentionClock looked = known.Look(now, ran);
                if (looked != known)
                    await SettingBooks.SetAsync(s, SettingBooks.Clock, looked, "gantry", stop);
                return looked;
            },
            stop
        );
        if (!clock.Believes(now))
            LogDoubt(now, clock.At);
        return clock.Believes(now);
    }

    [LoggerMessage(
        7501,
        LogLevel.Warning,
        "The clock says {Now}, and was at {Before} when it was looked at last. Nothing of the history is deleted for its age until the server has run for a week with it; set the clock if it is wrong."
    )]
    private partial void LogDoubt(DateTimeOffset now, DateTimeOffset before);

    /// <summary>The end of the latest print whose bytes no longer find room; null when all do.</summary>
    private async Task<DateTimeOffset?> FindCutAsync(long most, CancellationToken stop)
    {
        var counted = new HashSet<ContentHash>();
        long bytes = 0;
        string? next = null;
        do
        {
            (Page<PrintRecord> page, var kept) = await context.Store.ReadAsync(s => ReadAsync(s, next, stop), stop);
            for (int i = 0; i < page.Items.Count; i++)
            {
                if (page.Items[i].EndedAt is not { } end)
                    continue;
                foreach ((ContentHash hash, long size) in kept[i])
                    if (counted.Add(hash))
                        bytes += size;
                // The next millisecond, so that this one is released, too.
                if (bytes > most)
                    return end.AddMilliseconds(1);
            }
            next = page.Next;
        } while (next is not null);
        return null;
    }

    private static async Task<(Page<PrintRecord>, List<(ContentHash, long)>[])> ReadAsync(
        IStoreSession s,
        string? next,
        CancellationToken stop
    )
    {
        Page<PrintRecord> page = await s.Prints.SearchAsync(
            new PrintQuery(),
            new PageRequest(PageRequest.MaxLimit, next),
            stop
        );
        var kept = new List<(ContentHash, long)>[page.Items.Count];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = [];
            PrintRecord print = page.Items[i];
            foreach (
                ContentHash? hash in new[]
                {
                    print.KeepsContent ? print.ContentHash : (ContentHash?)null,
                    print.PhotoHash,
                }
            )
                if (hash is { } held && await s.Contents.FindAsync(held, stop) is { } content)
                    kept[i].Add((held, content.Size));
        }
        return (page, kept);
    }
}
