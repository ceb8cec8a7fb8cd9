using Gantry.Fleet.Cluster;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Gantry.Storage.Cluster;
using Gantry.Storage.History;

namespace Gantry.Fleet.Printers;

/// <summary>What a host knows of its printer while another node drives it.</summary>
internal sealed partial class PrinterHost
{
    /// <summary>What another node told of a printer counts this long.</summary>
    public static readonly TimeSpan RemoteLimit = TimeSpan.FromSeconds(15);

    /// <summary>A machine that is restarted is back by then.</summary>
    private static readonly TimeSpan HeirLimit = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan HeirPause = TimeSpan.FromSeconds(5);

    private volatile RemoteLive? _remote;
    private long _remoteAt;

    /// <summary>What the node that drives it tells of it; null when this one does, or nobody does.</summary>
    public RemoteLive? Remote =>
        _session is null
        && _config.Record.IsEnabled
        && _remote is { } remote
        && _context.Time.GetElapsedTime(Volatile.Read(ref _remoteAt)) < RemoteLimit
            ? remote
            : null;

    /// <summary>The other node that drives it, or must be asked because it is plugged in there; null when there is none.</summary>
    public string? OtherNode =>
        _session is null && (Remote?.Node ?? _without.Node) is { } node && node != _context.Node ? node : null;

    /// <summary>Takes what another node tells of it.</summary>
    public void TakeRemote(RemoteLive told)
    {
        if (_session is not null || _remote?.Epoch > told.Epoch)
            return;
        Volatile.Write(ref _remoteAt, _context.Time.GetTimestamp());
        _remote = told;
        _context.Events.PrinterChanged(Id);
        if (told.Live.State is LiveState.Idle)
            _context.WakeQueue();
    }

    /// <summary>Nobody tells of it any more: then it is as this node knows it.</summary>
    public void ForgetStale()
    {
        if (_remote is null || Remote is not null)
            return;
        _remote = null;
        _context.Events.PrinterChanged(Id);
    }

    /// <summary>What the other nodes are told of it; null when this one does not drive it.</summary>
    public RemoteLive? ToRemote() =>
        Epoch is { } epoch
            ? new RemoteLive
            {
                PrinterId = Id,
                Node = _context.Node,
                Epoch = epoch,
                Live = Live,
                Attention = Attention,
                PrintId = Print?.Id,
                OwnerId = Print?.UserId,
            }
            : null;

    /// <summary>The node into which a printer is plugged, when that is another one; null when this one may drive it.</summary>
    private string? NodeAbout(PrinterConfig config) =>
        config.Document.Node is { Length: > 0 } home && home != _context.Node ? home : null;

    private async Task WaitElsewhereAsync(string node, CancellationToken stop)
    {
        SetWithout($"It is plugged into node {node}, which does not drive it at the moment.", node);
        await Task.Delay(Timeout.InfiniteTimeSpan, _context.Time, stop);
    }

    private void SayThatJournalIsHeld() =>
        SetWithout("What printed on it before still holds the print's journal; it goes on when that is free.", null);

    private string JournalOf(PrintRecord open) =>
        Path.Combine(_context.JournalFolder(_config.Record.Uid), PrintBook.Read(open).JournalId + JobStore.Extension);

    /// <summary>
    /// The node that must be waited for: one that has begun a print, is away or frozen, and has the print's journal with it. It may be
    /// back in a moment and go on with every line; after <see cref="HeirLimit"/> the print is lost.
    /// </summary>
    private async Task<string?> HeirWaitAsync(CancellationToken stop)
    {
        if (!_context.IsCluster || await _book.FindActiveAsync(Id, stop) is not { State: not PrintState.Starting } open)
            return null;
        if (open.Node == _context.Node || JournalHold.IsFree(JournalOf(open)))
            return null;
        NodeRecord? node = await _context.Store.ReadAsync(s => s.Nodes.FindAsync(open.Node, stop), stop);
        return node is not null && _context.Time.GetUtcNow() - node.SeenAt < HeirLimit ? node.Id : null;
    }
}
