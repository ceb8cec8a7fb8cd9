using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Sharing;
using Gantry.Storage;
using Gantry.Storage.Audit;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Ports;

/// <summary>
/// Writes into the audit log who was connected to which share, from where, and from when to when. A client that comes and goes
/// without end fills the log slowly: what is left out is counted in the next entry.
/// </summary>
internal sealed partial class PortAudit(FleetContext context, PortHub hub, ILogger log)
    : IShareListener,
        IAsyncDisposable
{
    private const int MostWaiting = 1024;
    private const int AtOnce = 64;

    /// <summary>So many entries at a time, and one more each second.</summary>
    private const double Burst = 60;

    /// <summary>What waits to be written when the server ends is not waited for longer.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private readonly Channel<Heard> _heard = Channel.CreateBounded<Heard>(new BoundedChannelOptions(MostWaiting));
    private readonly ConnectedClients _connected = new();
    private readonly CancellationTokenSource _stop = new();
    private double _budget = Burst;
    private DateTimeOffset _budgetAt;
    private long _leftOut;
    private Task _loop = Task.CompletedTask;

    public ShareEventKind Detail => ShareEventKind.ClientLeft;

    public void Start() =>
        _loop = BackgroundLoop.Start("The audit of serial clients", RunAsync, context.Time, log, _stop.Token);

    void IShareListener.Heard(ShareEvent happened)
    {
        if (
            happened is { Kind: >= ShareEventKind.ClientWrites and <= ShareEventKind.ClientLeft, Client: { } client }
            && !_heard.Writer.TryWrite(new Heard(happened, client, hub.Clients.Find(client)))
        )
            Interlocked.Increment(ref _leftOut);
    }

    public async ValueTask DisposeAsync()
    {
        _heard.Writer.TryComplete();
        _stop.CancelAfter(EndLimit);
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (await _heard.Reader.WaitToReadAsync(stop))
        {
            var entries = new List<AuditEntry>();
            while (entries.Count < AtOnce && _heard.Reader.TryRead(out Heard? heard))
                if (EntryOf(heard) is { } entry)
                    entries.Add(entry);
            try
            {
                if (entries.Count > 0)
                    await context.Store.WriteAsync(
                        s =>
                        {
                            foreach (AuditEntry entry in entries)
                                s.Audit.Append(entry);
                            return Task.CompletedTask;
                        },
                        CancellationToken.None
                    );
            }
            catch (StorageException e)
            {
                LogNotWritten(entries.Count, e.Message);
            }
        }
    }

    private AuditEntry? EntryOf(Heard heard)
    {
        switch (heard.Event.Kind)
        {
            case ShareEventKind.ClientWrites or ShareEventKind.ClientWatches:
                string mode = heard.Event.Kind == ShareEventKind.ClientWrites ? "write" : "watch";
                _connected.Add(
                    heard.Event.Share,
                    heard.Client,
                    new ConnectedClient(heard.Event.Time, mode, heard.Caller)
                );
                return Make(heard, heard.Caller, "port.connect", new PortAuditDetail { Mode = mode });
            case ShareEventKind.ClientLeft when _connected.Take(heard.Event.Share, heard.Client) is { } connected:
                return Make(
                    heard,
                    connected.Caller,
                    "port.disconnect",
                    new PortAuditDetail
                    {
                        Mode = connected.Mode,
                        From = connected.Since,
                        To = heard.Event.Time,
                        Reason = heard.Event.Text,
                    }
                );
            case ShareEventKind.ClientRefused:
                return Make(heard, heard.Caller, "port.refuse", new PortAuditDetail { Reason = heard.Event.Text });
            default:
                return null;
        }
    }

    private AuditEntry? Make(Heard heard, Caller? caller, string action, PortAuditDetail detail)
    {
        if (!MayWrite(heard.Event.Time))
        {
            Interlocked.Increment(ref _leftOut);
            return null;
        }
        if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var leftOut)
            detail = detail with { LeftOut = leftOut };
        string source = $"serial {heard.Client}";
        string name = int.TryParse(heard.Event.Share, CultureInfo.InvariantCulture, out int port)
            ? hub.Manager?.Snapshot.Devices.FirstOrDefault(d => d.Port == port)?.Entry.Title ?? ""
            : "";
        return (caller ?? Caller.Anonymous(source)).Audit(
            action,
            "port",
            heard.Event.Share,
            name,
            FleetJson.Write(detail)
        );
    }

    private bool MayWrite(DateTimeOffset now)
    {
        if (_budgetAt != default)
            _budget = Math.Min(Burst, _budget + Math.Max(0, (now - _budgetAt).TotalSeconds));
        _budgetAt = now;
        if (_budget < 1)
            return false;
        _budget--;
        return true;
    }

    [LoggerMessage(4703, LogLevel.Warning, "{Count} entries about serial clients could not be written: {Reason}")]
    private partial void LogNotWritten(int count, string reason);

    private sealed record Heard(ShareEvent Event, IPEndPoint Client, Caller? Caller);
}
