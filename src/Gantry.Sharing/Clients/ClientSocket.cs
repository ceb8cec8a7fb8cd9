using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Clients;

/// <summary>
/// A client's connection on the event loop: sends at once what the kernel takes, and keeps the rest. It belongs to the
/// loop's thread.
/// </summary>
internal sealed class ClientSocket : IReadyHandler
{
    // A dead client is noticed after 10 s of silence and three probes without an answer, 2 s apart.
    private const int KeepAliveAfterSeconds = 10;
    private const int KeepAliveEverySeconds = 2;
    private const int KeepAliveProbes = 3;

    /// <summary>
    /// While something that was sent is not acknowledged there are no probes, and the kernel would try again for a quarter of
    /// an hour (tcp(7), TCP_USER_TIMEOUT and tcp_retries2); in milliseconds.
    /// </summary>
    private const int DeadAfter = 30_000;
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;

    /// <summary>What the kernel may hold for a client that does not read; it would grow to megabytes by itself.</summary>
    private const int SendBuffer = 128 * 1024;

    private const EpollEvents Broken = EpollEvents.Error | EpollEvents.HangUp;

    private readonly Socket _socket;
    private readonly EventLoop _loop;
    private readonly IClientSocketUser _user;
    private readonly ByteFifo _unsent = new();
    private readonly int _fd;
    private readonly int _registration;
    private EpollEvents _interest = EpollEvents.In;
    private bool _isPaused;
    private bool _isClosed;

    public ClientSocket(Socket socket, EventLoop loop, IClientSocketUser user)
    {
        _socket = socket;
        _loop = loop;
        _user = user;
        Address = Readable((IPEndPoint)socket.RemoteEndPoint!);
        socket.Blocking = false;
        socket.NoDelay = true;
        socket.SendBufferSize = SendBuffer;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveAfterSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveEverySeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
        socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, BitConverter.GetBytes(DeadAfter));
        _fd = (int)socket.Handle;
        _registration = loop.Add(_fd, _interest, this);
    }

    /// <summary>Where the client is.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Bytes that wait to be sent.</summary>
    public int Unsent => _unsent.Count;

    /// <summary>When the kernel took something last, or began to be too full, as a <see cref="Stopwatch"/> time stamp.</summary>
    public long LastProgress { get; private set; } = Stopwatch.GetTimestamp();

    /// <summary>Whether receiving rests.</summary>
    public bool IsPaused
    {
        get => _isPaused;
        set
        {
            _isPaused = value;
            Watch();
        }
    }

    /// <summary>An address as people write it: without the IPv6 clothes that IPv4 wears on a socket for both.</summary>
    public static IPEndPoint Readable(IPEndPoint address) =>
        address.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(address.Address.MapToIPv4(), address.Port) : address;

    /// <summary>Receives what is there: the count, 0 at the end of what the client sends, -1 when there is nothing now.</summary>
    public int Receive(Span<byte> buffer)
    {
        if (_isClosed)
            return -1;
        int count = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
        switch (error)
        {
            case SocketError.Success:
                return count;
            case SocketError.WouldBlock or SocketError.Interrupted or SocketError.IOPending:
                return -1;
            default:
                _user.OnBroken(Words(error));
                return -1;
        }
    }

    /// <summary>Sends after what waits already; what does not fit into the kernel's buffer waits, too.</summary>
    public void Send(ReadOnlySpan<byte> data)
    {
        if (_isClosed || data.IsEmpty)
            return;
        bool wasEmpty = _unsent.IsEmpty;
        if (wasEmpty)
            data = data[TrySend(data)..];
        if (_isClosed || data.IsEmpty)
            return;
        _unsent.Append(data);
        Watch();
        if (!wasEmpty)
            return;
        LastProgress = Stopwatch.GetTimestamp();
        _user.OnClogged();
    }

    /// <summary>Ends our sending; the client sees the end after all that was sent.</summary>
    public void EndSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Gone already.
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Close()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _loop.Remove(_registration, _fd);
        _unsent.Clear();
        _socket.Dispose();
    }

    void IReadyHandler.OnReady(EpollEvents ready)
    {
        if ((ready & EpollEvents.Out) != 0)
            SendOn();
        if (_isClosed)
            return;
        if ((ready & Broken) != 0)
        {
            // What the client sent before it went is still to be read, unless there is no room for it.
            if (!_isPaused)
                _user.OnReadable();
            if (!_isClosed)
                _user.OnBroken("connection lost");
        }
        else if ((ready & EpollEvents.In) != 0)
        {
            _user.OnReadable();
        }
    }

    private void SendOn()
    {
        if (_isClosed || _unsent.IsEmpty)
            return;
        int count = TrySend(_unsent.Span);
        if (_isClosed)
            return;
        _unsent.Skip(count);
        Watch();
        if (_unsent.IsEmpty)
            _user.OnDrained();
    }

    private int TrySend(ReadOnlySpan<byte> data)
    {
        int count = _socket.Send(data, SocketFlags.None, out SocketError error);
        switch (error)
        {
            case SocketError.Success:
                LastProgress = Stopwatch.GetTimestamp();
                return count;
            case SocketError.WouldBlock or SocketError.Interrupted or SocketError.IOPending:
                return 0;
            default:
                _user.OnBroken(Words(error));
                return 0;
        }
    }

    private void Watch()
    {
        EpollEvents interest =
            (_isPaused ? EpollEvents.None : EpollEvents.In) | (_unsent.IsEmpty ? EpollEvents.None : EpollEvents.Out);
        if (_isClosed || interest == _interest)
            return;
        _interest = interest;
        _loop.Change(_registration, _fd, interest);
    }

    private static string Words(SocketError error) =>
        error switch
        {
            SocketError.ConnectionReset or SocketError.Shutdown => "connection reset",
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable =>
                "connection lost: no answer from the client",
            _ => $"connection lost ({error})",
        };
}
