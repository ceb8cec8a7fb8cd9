using Gantry.Fleet.Events;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Housekeeping;

/// <summary>Tells people when a disk becomes full, or can no longer be written, and when that is over.</summary>
internal sealed partial class DiskWatch(FleetContext context, ILogger log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly DiskNews _news = new(context.Time);
    private DiskTroubleKind? _seen;
    private Notice? _unwritten;
    private long? _lookedAt;

    /// <summary>Looks, now and then.</summary>
    /// <exception cref="StorageException">It was told, but could not be written for those who are not here; tried again.</exception>
    public async Task LookAsync(CancellationToken stop)
    {
        if (_lookedAt is { } before && context.Time.GetElapsedTime(before) < Interval)
            return;
        _lookedAt = context.Time.GetTimestamp();
        DiskTrouble? trouble = context.Space.Look();
        if (_seen != trouble?.Kind)
        {
            _seen = trouble?.Kind;
            context.WakeQueue();
        }
        if (_news.IsNew(_seen))
        {
            Notice notice = NoticeOf(trouble);
            // First to those who are here: on a disk that is full it may not get any further.
            context.Events.Tell(EventTopics.Notice, notice);
            if (trouble is null)
                LogOver(notice.Text);
            else
                LogTrouble(notice.Text);
            _unwritten = notice;
        }
        if (_unwritten is not { } late)
            return;
        await context.Store.WriteAsync(s => NoticeWriter.WriteAsync(s, late, stop), stop);
        _unwritten = null;
    }

    private Notice NoticeOf(DiskTrouble? trouble) =>
        new()
        {
            Kind = NoticeKinds.Disk,
            Severity =
                trouble is null ? "info"
                : trouble.Kind == DiskTroubleKind.Low ? "warning"
                : "error",
            Text = trouble?.Text ?? "The server's disk has enough space again.",
            At = context.Time.GetUtcNow(),
        };

    [LoggerMessage(7401, LogLevel.Warning, "{What}")]
    private partial void LogTrouble(string what);

    [LoggerMessage(7402, LogLevel.Information, "{What}")]
    private partial void LogOver(string what);
}
