using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gantry.Rfc2217;
using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Clients;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing.Core;

/// <summary>
/// One share at work: its listener, its device and its clients. Everything here happens on the loop's thread; what others
/// see is the snapshot.
/// </summary>
internal sealed partial class ShareCore : IClientHost, IDeviceUser
{
    /// <summary>So many control calls that do not end say that the device hangs.</summary>
    private const int MostPendingCalls = 32;

    private static readonly long LongestOpening = 2 * Stopwatch.Frequency;

    private readonly ShareDefinition _definition;
    private readonly EventLoop _loop;
    private readonly LoopBuffers _buffers;
    private readonly ShareNews _news;
    private readonly DeviceCalls _calls;
    private readonly DeviceLife _life;
    private readonly ShareListener _listener;
    private readonly LoopTimer _acceptTimer;
    private readonly List<ShareClient> _clients = [];
    private ShareDevice? _device;
    private PortControl? _port;
    private ModemWatch? _modem;
    private ShareClient? _writer;
    private bool _isStopped;

    /// <exception cref="ShareException">It cannot listen there.</exception>
    public ShareCore(
        ShareDefinition definition,
        EventLoop loop,
        BlockingCalls threads,
        LoopBuffers buffers,
        ShareNews news
    )
    {
        _definition = definition;
        _loop = loop;
        _buffers = buffers;
        _news = news;
        _calls = new DeviceCalls(loop, threads);
        _life = new DeviceLife(definition.Device, loop, _calls, definition.Options, OnOpened, OnNotOpened);
        _listener = ShareListener.Create(definition.Address, loop, OnAccepted);
        _acceptTimer = loop.CreateTimer(_listener.Start);
        _news.Begin(_listener.Address);
    }

    private ShareOptions Options => _definition.Options;

    public bool IsDeviceFull => _device is { IsFull: true };

    public bool IsWaitingForDevice => _port is { IsWaiting: true };

    public ComPortState PortState => _port?.State.ForAnswer() ?? new ComPortState();

    /// <summary>
    /// Opens the device and begins to serve. Who connects meanwhile waits; but not long, as a driver that hangs in the opening is
    /// to be told of.
    /// </summary>
    public void Start()
    {
        if (_definition.WithheldBecause is { } reason)
        {
            Withhold(reason);
            return;
        }
        _acceptTimer.SetAt(Stopwatch.GetTimestamp() + LongestOpening);
        _life.Open();
    }

    /// <summary>Ends everything; <paramref name="done"/> when the device is closed.</summary>
    public void Stop(Action done)
    {
        if (_isStopped)
        {
            done();
            return;
        }
        _isStopped = true;
        _acceptTimer.Cancel();
        _life.Stop();
        _listener.Close();
        CloseClients("the share was stopped");
        _news.Change(s => s with { State = ShareState.Stopped, Settings = null });
        if (_device is null)
            done();
        else
            LetGo(_port!.PutBack, done);
    }

    /// <summary>Somebody saw that the device is gone.</summary>
    public void DeviceGone(string reason)
    {
        if (_device is not null)
            OnLost(new SerialPortException(SerialError.Lost, reason));
    }

    /// <summary>Somebody saw that the device is there, at this path.</summary>
    public void DeviceReturned(string path)
    {
        if (_isStopped || (_device is not null && path == _life.Path))
            return;
        if (_device is not null)
            OnLost(new SerialPortException(SerialError.Lost, "The device has another name now."));
        _news.Change(s => s with { Device = path });
        _life.Open(path);
    }

    /// <summary>Resets the board by its lines.</summary>
    public void ResetDevice(Action<Exception?> done)
    {
        if (_port is null)
            done(new ShareException("The device is not there."));
        else
            _port.Reset(done);
    }

    public void OnReceived(ReadOnlySpan<byte> data)
    {
        _news.FromDevice(data);
        if (_clients.Count == 0)
            _listener.AcceptWaiting();
        // A client that breaks leaves the list, and those behind it move up.
        for (int i = _clients.Count - 1; i >= 0; i--)
            if (i < _clients.Count)
                _clients[i].Tell(data);
        OnFeedChanged();
    }

    public void OnRoom()
    {
        // What the writer has waiting goes first, or a request behind it would find the device's queue empty.
        _writer?.OnDeviceRoom();
        _port?.OnRoom();
    }

    public void OnLost(SerialPortException cause)
    {
        if (_device is null)
            return;
        LetGo(null, null);
        _news.Change(s => s with { State = ShareState.Missing, Settings = null, LastError = cause.Message });
        _news.Tell(ShareEventKind.DeviceLost, null, cause.Message);
        CloseClients("the device is gone");
        _life.LookAgain();
    }

    public void Decide(ShareClient client, bool wantsToWatch)
    {
        if (_port is null)
            Refuse(
                client,
                $"The device of {_definition.Name} is not there. {_news.Current.LastError ?? "It is being opened."}"
            );
        else if (wantsToWatch)
            LetWatch(client);
        else if (_writer is null)
            LetWrite(client);
        else if (_writer != client)
            Contend(client, _writer);
    }

    public void Write(ShareClient client, ReadOnlySpan<byte> data)
    {
        _news.ToDevice(data);
        _device?.Write(data);
    }

    public void OnFeedChanged()
    {
        if (_device is null)
            return;
        bool full = false;
        foreach (ShareClient client in _clients)
        {
            full |= client.Feed.IsFull;
            if (client.Feed.Lost > 0)
                _news.Tell(
                    ShareEventKind.WatcherLost,
                    client.Address,
                    $"lost {client.Feed.TakeLost()} bytes: too slow"
                );
        }
        if (full != _device.IsPaused)
            _device.IsPaused = full;
    }

    public void OnGone(ShareClient client, string reason)
    {
        if (!_clients.Remove(client))
            return;
        _news.Tell(ShareEventKind.ClientLeft, client.Address, $"left ({client.Protocol}): {reason}");
        if (_writer == client)
            TakeLease();
        else if (client.Role == ClientRole.Watcher)
            _news.Change(s => s with { Watchers = CountWatchers() });
        OnFeedChanged();
    }

    private void OnOpened(OpenedPort opened)
    {
        _device = new ShareDevice(opened.Tty, _loop, _calls, _buffers, this);
        _port = new PortControl(_device, _loop, Options, opened);
        _modem = new ModemWatch(_port, _loop, Report) { IsWanted = IsModemWanted };
        _device.WantsInput = true;
        _news.Change(s => s with { State = ShareState.Ready, Settings = opened.State.Settings, LastError = null });
        _news.Tell(ShareEventKind.DeviceReady, null, $"{_life.Path} is open at {opened.State.Settings}");
        _news.Settle(null);
        _listener.Start();
    }

    private void OnNotOpened(Exception failure)
    {
        bool isNews = _news.Current.LastError != failure.Message;
        _news.Change(s => s with { State = ShareState.Missing, LastError = failure.Message });
        if (isNews)
            _news.Tell(ShareEventKind.Trouble, null, failure.Message);
        _news.Settle(failure);
        _listener.Start();
        _life.LookAgain();
    }

    private void OnAccepted(Socket socket)
    {
        try
        {
            Welcome(socket);
        }
        catch (SocketException)
        {
            // It went while it was being welcomed.
            socket.Dispose();
        }
    }

    private void Welcome(Socket socket)
    {
        IPEndPoint address = ClientSocket.Readable((IPEndPoint)socket.RemoteEndPoint!);
        if (!IsAllowed(socket, address) || _clients.Count >= Options.MostClients)
        {
            string reason =
                _clients.Count >= Options.MostClients ? "too many connections" : "its network is not allowed";
            _news.Tell(ShareEventKind.ClientRefused, address, reason);
            socket.Dispose();
            return;
        }
        var client = new ShareClient(socket, _loop, _buffers, this, Options);
        _clients.Add(client);
        if (_port is null || _calls.Pending > MostPendingCalls)
            Decide(client, wantsToWatch: false);
    }

    private int CountWatchers()
    {
        int count = 0;
        foreach (ShareClient client in _clients)
            if (client.Role == ClientRole.Watcher)
                count++;
        return count;
    }

    private void OnCallDone(Exception? failure)
    {
        if (failure is SerialPortException { Error: SerialError.Lost } lost)
            OnLost(lost);
        else if (failure is not null and not ObjectDisposedException)
            _news.Tell(ShareEventKind.Trouble, null, failure.Message);
    }

    private void LetGo(Action<TtyDevice>? last, Action? done)
    {
        ShareDevice device = _device!;
        _device = null;
        _port!.Stop();
        _modem!.Stop();
        _port = null;
        _modem = null;
        device.Close(last, done);
    }

    private void CloseClients(string reason)
    {
        while (_clients.Count > 0)
            _clients[^1].Close(reason);
    }
}
