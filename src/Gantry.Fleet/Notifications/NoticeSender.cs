using Gantry.Fleet.Json;
using Gantry.Fleet.Notifications.Senders;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.Events;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Notifications;

/// <summary>Sends what stands in the outbox: again and again with ever longer pauses, until it arrives or two days have passed.</summary>
internal sealed partial class NoticeSender(FleetContext context, ILogger log) : IAsyncDisposable
{
    private const int AtOnce = 16;
    private const int MostAttempts = 60;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Made for the first notice: most fleets send none, and its clients of HTTP and mail are not small.</summary>
    private readonly Lazy<NoticeSenders> _senders = new(() => new NoticeSenders());
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = BackgroundLoop.Start("What sends notices", RunAsync, context.Time, log, _stop.Token);

    /// <summary>There may be something to send.</summary>
    public void Wake()
    {
        try
        {
            if (_wake.CurrentCount == 0)
                _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // Somebody else woke it, or it has ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        if (_senders.IsValueCreated)
            _senders.Value.Dispose();
        _stop.Dispose();
        _wake.Dispose();
    }

    /// <summary>Sends one notice to a channel now, beside the outbox, whether the channel is switched on or not.</summary>
    /// <returns>Why it did not arrive; null: it did.</returns>
    public async Task<string?> TryAsync(NoticeChannel channel, string? secret, Notice notice, CancellationToken stop)
    {
        string? why = null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            var record = new OutboxRecord
            {
                Channel = channel.Id,
                Kind = notice.Kind,
                Data = FleetJson.Write(notice),
            };
            await _senders.Value.SendAsync(channel, secret, notice, record, limit.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            why = DeliveryFault.Tell(e);
        }
        await context.Store.WriteAsync(
            s =>
                why is null
                    ? s.Outbox.NoteArrivedAsync(channel.Id, stop)
                    : s.Outbox.NoteFailedAsync(channel.Id, why, stop),
            stop
        );
        return why;
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                while (await SendDueAsync(stop)) { }
                await WaitAsync();
            }
            catch (StorageException e)
            {
                LogCannotLook(e.Message);
                await Task.Delay(Look, context.Time, stop);
            }
        }
    }

    private async Task WaitAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        await Task.WhenAny(_wake.WaitAsync(limit.Token), Task.Delay(Look, context.Time, limit.Token));
        await limit.CancelAsync();
    }

    private async Task<bool> SendDueAsync(CancellationToken stop)
    {
        IReadOnlyList<OutboxRecord> due = await context.Store.WriteAsync(
            s => s.Outbox.ClaimAsync(AtOnce, Lease, stop),
            stop
        );
        await Task.WhenAll(due.Select(d => SendAsync(d, stop)));
        return due.Count == AtOnce;
    }

    private async Task SendAsync(OutboxRecord due, CancellationToken stop)
    {
        try
        {
            (NoticeChannel? channel, string? secret) = await context.Store.ReadAsync(
                s => ReadAsync(s, due.Channel, stop),
                stop
            );
            if (channel is { Enabled: true })
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
                limit.CancelAfter(Limit);
                Notice notice = FleetJson.Read<Notice>(due.Data);
                await _senders.Value.SendAsync(channel, secret, notice, due, limit.Token);
            }
            await context.Store.WriteAsync(
                async s =>
                {
                    await s.Outbox.RemoveAsync(due.Id, stop);
                    if (channel is { Enabled: true })
                        await s.Outbox.NoteArrivedAsync(channel.Id, stop);
                },
                stop
            );
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Its lease runs out, and it is sent at the next start.
        }
        catch (Exception e) when (e is not StorageException)
        {
            // Whatever a far end does wrong, it is told and tried again.
            string why = DeliveryFault.Tell(e);
            LogNotSent(due.Kind, due.Channel, why);
            await PostponeAsync(due, why, stop);
        }
    }

    private Task PostponeAsync(OutboxRecord due, string why, CancellationToken stop)
    {
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(due.Attempts, 12));
        DateTimeOffset next = context.Time.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        return context.Store.WriteAsync(
            async s =>
            {
                await s.Outbox.NoteFailedAsync(due.Channel, why, stop);
                if (due.Attempts + 1 >= MostAttempts)
                    await s.Outbox.GiveUpAsync(due.Id, why, stop);
                else
                    await s.Outbox.RetryAsync(due.Id, next, why, stop);
            },
            stop
        );
    }

    /// <summary>A channel with its secret; null when there is no such channel.</summary>
    public static async Task<(NoticeChannel?, string?)> ReadAsync(IStoreSession s, string id, CancellationToken stop)
    {
        NoticeChannel? channel = (await NoticeWriter.ReadAsync(s, stop)).FirstOrDefault(c => c.Id == id);
        string? secret = channel is { HasSecret: true } ? await s.Secrets.FindAsync(channel.SecretName, stop) : null;
        return (channel, secret);
    }

    [LoggerMessage(4501, LogLevel.Warning, "The outbox cannot be read: {Reason}")]
    private partial void LogCannotLook(string reason);

    [LoggerMessage(
        4502,
        LogLevel.Warning,
        "The notice {Kind} did not get through to {Channel} and is tried again: {Reason}"
    )]
    private partial void LogNotSent(string kind, string channel, string reason);
}
