using System.Net;
using System.Net.Sockets;
using Gantry.Serial.Linux;

namespace Gantry.Simulator.Hosting;

/// <summary>
/// A printer on a TCP port, for one host at a time: raw bytes, or RFC 2217 with its baud rate and its DTR, which resets the
/// board when it goes up.
/// </summary>
internal sealed class TcpLine : IPrinterLine, IReadyHandler
{
    private readonly EventLoop _loop;
    private readonly LineOptions _options;
    private readonly bool _speaksRfc2217;
    private readonly Socket _listener;
    private readonly int _registration;
    private LivePrinter _printer = null!;
    private TcpHost? _host;
    private bool _isUnplugged;

    /// <exception cref="SimulatorException">The port is taken, or not permitted.</exception>
    public TcpLine(EventLoop loop, IPEndPoint address, bool speaksRfc2217, LineOptions options)
    {
        _loop = loop;
        _options = options;
        _speaksRfc2217 = speaksRfc2217;
        _listener = Listen(address);
        Address = (speaksRfc2217 ? "rfc2217://" : "tcp://") + _listener.LocalEndPoint;
        _registration = loop.Add((int)_listener.Handle, EpollEvents.In, this);
    }

    public string Address { get; }

    public bool IsClogged => _host is { IsClogged: true };

    public void Start(LivePrinter printer) => _printer = printer;

    public void Pump() => _host?.Pump();

    public void Send(ReadOnlySpan<byte> bytes) => _host?.Send(bytes);

    public void Unplug()
    {
        _isUnplugged = true;
        HangUp();
    }

    public void Plug() => _isUnplugged = false;

    /// <summary>The host is gone, or is to go.</summary>
    public void HangUp()
    {
        _host?.Dispose();
        _host = null;
    }

    public void OnReady(EpollEvents ready)
    {
        Socket socket;
        try
        {
            socket = _listener.Accept();
        }
        catch (SocketException)
        {
            // Gone before it was accepted.
            return;
        }
        if (_host is not null || _isUnplugged)
        {
            socket.Dispose();
            return;
        }
        _host = new TcpHost(_loop, socket, this, _printer, _options, _speaksRfc2217);
        if (_options.ResetsOnOpen)
            _printer.Reset();
    }

    public void Dispose()
    {
        HangUp();
        _loop.Remove(_registration, (int)_listener.Handle);
        _listener.Dispose();
    }

    private static Socket Listen(IPEndPoint address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        try
        {
            listener.Bind(address);
            listener.Listen();
            return listener;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new SimulatorException(
                e.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse =>
                        $"Port {address.Port} is taken; choose another, or 0 for a free one.",
                    SocketError.AccessDenied => $"Port {address.Port} is not permitted; ports from 1024 up are.",
                    SocketError.AddressNotAvailable => $"{address.Address} is not an address of this machine.",
                    _ => $"{address} cannot be listened on: {e.Message}.",
                },
                e
            );
        }
    }
}
