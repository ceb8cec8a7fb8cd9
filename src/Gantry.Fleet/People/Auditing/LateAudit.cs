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

    private readonly Channel<AuditEntry> _waiting = Channel.CreateBounded<AuditEntry>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = BackgroundLoop.Start("The late audit log", RunAsync, time, log, _stop.Token);

    /// <summary>Writes an entry now, or else later.</summary>
    public async Task RecordAsync(AuditEntry entry, CancellationToken stop)
    {
        try
        {
            await WriteAsync(entry, stop);
        }
        catch (StorageException e)
        {
            LogLater(entry.UserName, entry.Action, entry.SubjectName, e.Message);
            string at = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
            _waiting.Writer.TryWrite(entry with { Detail = $$"""{"doneAt":"{{at}}"}""" });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
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
}
