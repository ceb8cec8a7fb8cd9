using System.Net;
using System.Net.Sockets;
using Gantry.Serial.Linux;
using Gantry.Sharing.Clients;

namespace Gantry.Sharing.Core;

/// <summary>A share's listening socket. It belongs to the loop's thread once it is there.</summary>
internal sealed class ShareListener : IReadyHandler
{
    private const int Backlog = 64;

    private readonly Socket _socket;
    private readonly EventLoop _loop;
    private readonly Action<Socket> _accepted;
    private int _registration = -1;
    private bool _isClosed;

    private ShareListener(Socket socket, EventLoop loop, Action<Socket> accepted)
    {
        _socket = socket;
        _loop = loop;
        _accepted = accepted;
        Address = ClientSocket.Readable((IPEndPoint)socket.LocalEndPoint!);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Listens; clients are accepted from <see cref="Start"/> on.</summary>
    /// <exception cref="ShareException">The port is taken, or not permitted.</exception>
    public static ShareListener Create(IPEndPoint address, EventLoop loop, Action<Socket> accepted)
    {
        if (address.Address.Equals(IPAddress.IPv6Any) && !Socket.OSSupportsIPv6)
            address = new IPEndPoint(IPAddress.Any, address.Port);
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = address.Address.Equals(IPAddress.IPv6Any);
            socket.Bind(address);
            socket.Listen(Backlog);
            return new ShareListener(socket, loop, accepted);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new ShareException(
                e.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"TCP port {address.Port} is taken by another program; choose another one.",
                    SocketError.AccessDenied => $"TCP port {address.Port} is not permitted; ports from 1024 up are.",
                    SocketError.AddressNotAvailable => $"{address.Address} is not an address of this machine.",
                    _ => $"{address} cannot be listened on: {e.Message}.",
                },
                e
            );
        }
    }

    /// <summary>Begins to accept, unless it has begun or ended already. Who connected before is accepted then.</summary>
    public void Start()
    {
        if (_registration < 0 && !_isClosed)
            _registration = _loop.Add((int)_socket.Handle, EpollEvents.In, this);
    }

    /// <summary>Accepts who waits. A client that connected before the device said something gets it.</summary>
    public void AcceptWaiting()
    {
        while (_registration >= 0 && _socket.Poll(0, SelectMode.SelectRead))
        {
            try
            {
                _accepted(_socket.Accept());
            }
            catch (SocketException)
            {
                // Gone before it was accepted, or this process has no descriptor left; the next turn tries again.
                return;
            }
        }
    }

    /// <summary>Closes the port.</summary>
    public void Close()
    {
        if (_registration >= 0)
            _loop.Remove(_registration, (int)_socket.Handle);
        _registration = -1;
        _isClosed = true;
        _socket.Dispose();
    }

    void IReadyHandler.OnReady(EpollEvents ready) => AcceptWaiting();
}
