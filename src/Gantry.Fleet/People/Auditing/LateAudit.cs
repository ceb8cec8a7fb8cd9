using System.Globalization;
using System.Threading.Channels;
using Gantry.Storage;
using Gantry.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.People;

/// <summary>
/// Writes entries of the audit log of what must be done at once, and is: a printer that must stop cannot wait for a disk that is
/// full, or a database that is away. What cannot be written now stands in the program's log, and comes into the books when they can
/// be written, with its own time.
/// </summary>
internal sealed partial class LateAudit(IStore store, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int Most = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>How long whoever did something waits for the books.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Channel<AuditEntry> _waiting = Channel.CreateBounded<AuditEntry>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait }
    );
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = BackgroundLoop.Start("The late audit log", RunAsync, time, log, _stop.Token);

    /// <summary>Writes an entry now, or else later; also when whoever did it has hung up.</summary>
    public async Task RecordAsync(AuditEntry entry)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await WriteAsync(entry, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception e) when (e is StorageException or OperationCanceledException)
        {
            LogLater(entry.UserName, entry.Action, entry.SubjectName, e.Message);
            string at = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            if (!_waiting.Writer.TryWrite(entry with { Detail = $$"""{"doneAt":"{{at}}"}""" }))
                LogLost(entry.UserName, entry.Action, entry.SubjectName);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        while (_waiting.Reader.TryRead(out AuditEntry? entry))
            LogLost(entry.UserName, entry.Action, entry.SubjectName);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (await _waiting.Reader.WaitToReadAsync(stop))
        {
            while (_waiting.Reader.TryPeek(out AuditEntry? entry))
                try
                {
                    await WriteAsync(entry, stop);
                    _waiting.Reader.TryRead(out _);
                }
                catch (StorageException)
                {
                    await Task.Delay(Pause, time, stop);
                }
        }
    }

    private Task WriteAsync(AuditEntry entry, CancellationToken stop) =>
        store.WriteAsync(
            s =>
            {
                s.Audit.Append(entry);
                return Task.CompletedTask;
            },
            stop
        );

    [LoggerMessage(
        4901,
        LogLevel.Warning,
        "{Who} did {Action} to {Printer}; the audit log cannot be written and gets it later: {Reason}"
    )]
    private partial void LogLater(string who, string action, string printer, string reason);

    [LoggerMessage(
        4902,
        LogLevel.Error,
        "{Who} did {Action} to {Printer}, and that is lost to the audit log, which could not be written."
    )]
    private partial void LogLost(string who, string action, string printer);
}
