using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Gantry.Discovery.Mdns;
using Gantry.Discovery.Mdns.Claims;
using Gantry.Discovery.Sockets;

namespace Gantry.Discovery.Services;

/// <summary>
/// Announces and finds services on the local network with multicast DNS (RFC 6762, RFC 6763), beside avahi or any other
/// responder on the same machine. All its members may be used from any thread.
/// </summary>
public sealed class ServiceDiscovery : IAsyncDisposable
{
    /// <summary>Wishes that wait for the loop; whoever has one more waits as well.</summary>
    private const int MaxWishes = 256;

    private readonly Channel<Action> _wishes = Channel.CreateBounded<Action>(MaxWishes);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(Func<MdnsEngine, bool> IsTrue, TaskCompletionSource Done)> _waiting = [];
    private readonly TimeProvider _time;
    private readonly MdnsSockets _sockets;
    private readonly MdnsEngine _engine;
    private readonly Task _running;

    private ServiceDiscovery(DiscoveryOptions options)
    {
        _time = options.Time;
        _sockets = MdnsSockets.Open(options.Interfaces, options.Time);
        string host = options.HostName ?? MachineName.Get();
        _engine = new MdnsEngine(host, _time, Random.Shared, _sockets.Send);
        _running = RunAsync();
    }

    /// <summary>Begins to listen.</summary>
    /// <exception cref="DiscoveryException">The port of multicast DNS cannot be shared.</exception>
    public static ServiceDiscovery Start(DiscoveryOptions? options = null) => new(options ?? new DiscoveryOptions());

    /// <summary>Announces a service. The name is asked for first, which takes about a second; nobody needs to wait for it.</summary>
    /// <exception cref="ArgumentException">Type, port or text are not what they should be.</exception>
    /// <exception cref="ObjectDisposedException">This was disposed.</exception>
    public async Task<Announcement> AnnounceAsync(
        ServiceDescription service,
        CancellationToken cancellationToken = default
    )
    {
        if (service.Port is < 0 or > ushort.MaxValue)
            throw new ArgumentException($"Expected a port from 0 to {ushort.MaxValue}, got {service.Port}.");
        byte[] text = ServiceText.Encode(service.Text);
        _ = ServiceNames.OfType(service.Type);
        ServiceClaim claim = await AskAsync(
            engine => engine.Announce(service.Name, service.Type, (ushort)service.Port, text),
            cancellationToken
        );
        return new Announcement(this, claim);
    }

    /// <summary>Looks for the services of a type; gives the whole list, at first empty, and again whenever it changed.</summary>
    /// <exception cref="ArgumentException">That is no type.</exception>
    public IAsyncEnumerable<IReadOnlyList<FoundService>> BrowseAsync(
        string type,
        CancellationToken cancellationToken = default
    ) => FollowAsync(type, null, cancellationToken);

    /// <summary>Finds one service by its name.</summary>
    /// <param name="type">Such as <c>_rfc2217._tcp</c>.</param>
    /// <param name="name">The instance, in any case.</param>
    /// <param name="limit">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when nobody answered in time.</returns>
    public async Task<FoundService?> ResolveAsync(
        string type,
        string name,
        TimeSpan limit,
        CancellationToken cancellationToken = default
    )
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = _time.CreateTimer(_ => end.Cancel(), null, limit, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (IReadOnlyList<FoundService> found in FollowAsync(type, name, end.Token))
                if (found.Count > 0)
                    return found[0];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
        return null;
    }

    /// <summary>All services of a type that answer within a time.</summary>
    /// <param name="type">Such as <c>_rfc2217._tcp</c>.</param>
    /// <param name="listen">How long to listen; one second is enough on a quiet network.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<FoundService>> FindAsync(
        string type,
        TimeSpan listen,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<FoundService> last = [];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using ITimer timer = _time.CreateTimer(_ => end.Cancel(), null, listen, Timeout.InfiniteTimeSpan);
        try
        {
            await foreach (IReadOnlyList<FoundService> found in BrowseAsync(type, end.Token))
                last = found;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
        return last;
    }

    /// <summary>Tells everybody that our services are gone, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        _wishes.Writer.TryComplete();
        await _running;
        await _sockets.DisposeAsync();
        _stop.Dispose();
    }

    /// <summary>Does something with the engine, in its turn.</summary>
    internal Task DoAsync(Action<MdnsEngine> wish, CancellationToken cancellationToken) =>
        AskAsync(
            engine =>
            {
                wish(engine);
                return true;
            },
            cancellationToken
        );

    /// <summary>Waits until something is true of the engine.</summary>
    internal async Task UntilAsync(Func<MdnsEngine, bool> isTrue, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await DoAsync(_ => _waiting.Add((isTrue, done)), cancellationToken);
        await done.Task.WaitAsync(cancellationToken);
    }

    private async Task<T> AskAsync<T>(Func<MdnsEngine, T> wish, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _wishes.Writer.WriteAsync(() => Fulfil(wish, answer), cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // What is to be withdrawn was withdrawn when this ended; all else is a mistake of the caller.
            throw new ObjectDisposedException(nameof(ServiceDiscovery));
        }
        return await answer.Task.WaitAsync(cancellationToken);
    }

    private void Fulfil<T>(Func<MdnsEngine, T> wish, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.SetResult(wish(_engine));
        }
        catch (Exception e)
        {
            answer.SetException(e);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<FoundService>> FollowAsync(
        string type,
        string? name,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // Only the newest list matters to one who is slow.
        Channel<IReadOnlyList<FoundService>> lists = Channel.CreateBounded<IReadOnlyList<FoundService>>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        var browser = new ServiceBrowser(type, name, list => lists.Writer.TryWrite(list));
        await DoAsync(engine => engine.Start(browser), cancellationToken);
        try
        {
            await foreach (IReadOnlyList<FoundService> list in lists.Reader.ReadAllAsync(cancellationToken))
                yield return list;
        }
        finally
        {
            if (!_stop.IsCancellationRequested)
                await DoAsync(engine => engine.Stop(browser), default);
        }
    }

    /// <summary>The one that moves the engine.</summary>
    private async Task RunAsync()
    {
        // Everything of the engine runs here, one after the other, and never on the thread of the one who constructs.
        await Task.Yield();
        _engine.SetLinks(_sockets.Links);
        while (!_stop.IsCancellationRequested)
        {
            while (_wishes.Reader.TryRead(out Action? wish))
                wish();
            if (_sockets.TakeLinksChanged())
                _engine.SetLinks(_sockets.Links);
            while (_sockets.Received.TryRead(out ReceivedDatagram? datagram))
                _engine.Receive(datagram.Link, datagram.From, datagram.WasMulticast, datagram.Bytes.Span);
            if (_engine.Due <= _engine.Now)
                _engine.Advance();
            TellWaiting();
            await WaitAsync();
        }
        while (_wishes.Reader.TryRead(out Action? wish))
            wish();
        _engine.WithdrawAll();
        foreach ((_, TaskCompletionSource done) in _waiting)
            done.TrySetCanceled();
    }

    private void TellWaiting()
    {
        foreach ((Func<MdnsEngine, bool> isTrue, TaskCompletionSource done) in _waiting)
            if (isTrue(_engine))
                done.TrySetResult();
        _waiting.RemoveAll(w => w.Done.Task.IsCompleted);
    }

    /// <summary>Until a wish, a datagram, a change of the network or the engine's next moment.</summary>
    private async Task WaitAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        TimeSpan wait = _engine.Due is { } due ? due - _engine.Now : Timeout.InfiniteTimeSpan;
        if (wait != Timeout.InfiniteTimeSpan && wait <= TimeSpan.Zero)
            return;
        Task[] events =
        [
            _wishes.Reader.WaitToReadAsync(end.Token).AsTask(),
            _sockets.Received.WaitToReadAsync(end.Token).AsTask(),
            _sockets.LinksChangedAsync(end.Token),
            Task.Delay(wait, _time, end.Token),
        ];
        await Task.WhenAny(events);
        await end.CancelAsync();
        foreach (Task left in events)
            await left.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
