using System.Collections.Concurrent;
using Gantry.Serial.Linux;
using Gantry.Sharing.Core;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing;

/// <summary>
/// All shares of a process: one thread moves the bytes of every port and client. Its members may be used on any thread.
/// </summary>
public sealed class ShareServer : IAsyncDisposable
{
    /// <summary>A device whose driver hangs in close is not waited for longer; the kernel closes it some time.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private readonly EventLoop _loop = new("sharing");
    private readonly BlockingCalls _threads = new();
    private readonly LoopBuffers _buffers = new();
    private readonly ConcurrentDictionary<string, Share> _shares = new();
    private readonly TimeProvider _time;
    private readonly IShareListener? _listener;
    private int _isDisposed;

    /// <summary>Makes a server without shares.</summary>
    /// <param name="time">For the times in snapshots and events.</param>
    /// <param name="listener">Hears what happens.</param>
    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public ShareServer(TimeProvider time, IShareListener? listener = null)
    {
        _time = time;
        _listener = listener;
    }

    /// <summary>All shares that were started and not stopped.</summary>
    public IReadOnlyCollection<Share> Shares => (IReadOnlyCollection<Share>)_shares.Values;

    /// <summary>A share by its name, or null.</summary>
    public Share? Find(string name) => _shares.GetValueOrDefault(name);

    /// <summary>Starts a share: it listens when this returns, and its device is being opened.</summary>
    /// <exception cref="ShareException">The name is in use, or the address cannot be listened on.</exception>
    public Share Start(ShareDefinition definition)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
        ShareNews news = new(definition, _listener, _time);
        ShareCore core;
        try
        {
            core = new ShareCore(definition, _loop, _threads, _buffers, news);
        }
        catch
        {
            _ = news.EndTraffic();
            throw;
        }
        var share = new Share(definition, core, news, _loop);
        if (!_shares.TryAdd(definition.Name, share))
        {
            _ = share.StopAsync();
            throw new ShareException($"There is a share named {definition.Name} already; choose another name.");
        }
        share.Start();
        return share;
    }

    /// <summary>Ends a share: its clients are closed, its device is put back as it was. False when there is no such share.</summary>
    public async Task<bool> StopAsync(string name)
    {
        if (!_shares.TryRemove(name, out Share? share))
            return false;
        await WaitForEndAsync([share.StopAsync()]);
        return true;
    }

    /// <summary>Ends all shares.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await WaitForEndAsync(_shares.Values.Select(s => s.StopAsync()));
        _threads.Dispose();
        _loop.Dispose();
    }

    private async Task WaitForEndAsync(IEnumerable<Task> stopping)
    {
        try
        {
            await Task.WhenAll(stopping).WaitAsync(StopLimit, _time);
        }
        catch (TimeoutException)
        {
            // A driver hangs; its device is lost to this process, and nothing else is.
        }
    }
}
