using System.Net;
using System.Net.Sockets;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>A network that does wrong when it is told to: it stands between a host and a TCP port.</summary>
internal sealed class Middleman : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _open = [];
    private readonly Lock _gate = new();
    private readonly Task _accepting;
    private TaskCompletionSource _flowing = Flowing();
    private int _swallowOutbound;
    private int _swallowInbound;

    /// <summary>Begins to listen.</summary>
    /// <param name="target">The TCP port on this machine to pass everything on to.</param>
    public Middleman(int target)
    {
        Target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where it passes new connections on to.</summary>
    public int Target { get; set; }

    public string Address => $"rfc2217://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Ends all connections at once; what was on its way is lost.</summary>
    public void Cut()
    {
        lock (_gate)
            foreach (Socket socket in _open)
                socket.Close(0);
    }

    /// <summary>Nothing moves for a while, and nothing is lost.</summary>
    public async Task FreezeAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        _flowing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.Delay(time, cancellationToken);
        _flowing.SetResult();
    }

    /// <summary>Loses one of the next bytes to the printer.</summary>
    public void SwallowOutbound() => Interlocked.Exchange(ref _swallowOutbound, 1);

    /// <summary>Loses one of the next bytes from the printer.</summary>
    public void SwallowInbound() => Interlocked.Exchange(ref _swallowInbound, 1);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _flowing.TrySetResult();
        Cut();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket host)
    {
        var port = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lock (_gate)
            _open.AddRange([host, port]);
        try
        {
            host.NoDelay = port.NoDelay = true;
            await port.ConnectAsync(IPAddress.Loopback, Target, _stop.Token);
            // Whichever side ends, ends the other.
            await Task.WhenAny(PumpAsync(host, port, outbound: true), PumpAsync(port, host, outbound: false));
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Nobody listens there just now.
        }
        lock (_gate)
        {
            _open.Remove(host);
            _open.Remove(port);
        }
        host.Dispose();
        port.Dispose();
    }

    private async Task PumpAsync(Socket from, Socket to, bool outbound)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                int count = await from.ReceiveAsync(buffer, _stop.Token);
                await _flowing.Task;
                if (count == 0)
                    return;
                if (MaySwallow(outbound))
                {
                    // One byte of the middle: a checksum notices that always, and two only mostly.
                    buffer.AsSpan((count / 2) + 1, count - (count / 2) - 1).CopyTo(buffer.AsSpan(count / 2));
                    count--;
                }
                if (count > 0)
                    await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side's end is this one's.
        }
    }

    private bool MaySwallow(bool outbound) =>
        Interlocked.Exchange(ref outbound ? ref _swallowOutbound : ref _swallowInbound, 0) > 0;

    private static TaskCompletionSource Flowing()
    {
        var flowing = new TaskCompletionSource();
        flowing.SetResult();
        return flowing;
    }
}
