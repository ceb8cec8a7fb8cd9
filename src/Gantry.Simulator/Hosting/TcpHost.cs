using System.Net.Sockets;
using Gantry.Serial.Linux;

namespace Gantry.Simulator.Hosting;

/// <summary>A host that has connected to a printer's TCP port.</summary>
internal sealed class TcpHost : IReadyHandler, IDisposable
{
    private const int MostUnread = 64 * 1024;

    private readonly EventLoop _loop;
    private readonly Socket _socket;
    private readonly TcpLine _line;
    private readonly LivePrinter _printer;
    private readonly LineOptions _options;
    private readonly AccessServer? _server;
    private readonly Outbox _outbox;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly int _registration;
    private bool _isGone;

    public TcpHost(
        EventLoop loop,
        Socket socket,
        TcpLine line,
        LivePrinter printer,
        LineOptions options,
        bool speaksRfc2217
    )
    {
        _loop = loop;
        _socket = socket;
        _line = line;
        _printer = printer;
        _options = options;
        _outbox = new Outbox(Write, options.BaudRate == 0 ? int.MaxValue : MostUnread);
        socket.Blocking = false;
        socket.NoDelay = true;
        _registration = loop.Add((int)socket.Handle, EpollEvents.In | EpollEvents.EdgeTriggered, this);
        if (speaksRfc2217)
            _server = new AccessServer(printer, options, Enqueue);
    }

    public bool IsClogged => !_outbox.IsEmpty || _server is { IsSuspended: true };

    public void Pump()
    {
        for (int i = 0; !_isGone; i++)
        {
            if (i == LineOptions.PiecesPerTurn || !_printer.HasRoom)
            {
                _printer.RememberMore();
                return;
            }
            int count = _socket.Receive(_buffer.AsSpan(0, _options.PieceSize), SocketFlags.None, out SocketError error);
            if (error is SocketError.WouldBlock or SocketError.Interrupted)
                return;
            if (count == 0 || error != SocketError.Success)
            {
                _line.HangUp();
                return;
            }
            Take(_buffer.AsSpan(0, count));
        }
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_server is null)
            Enqueue(bytes);
        else
            _server.Send(bytes);
    }

    public void OnReady(EpollEvents ready)
    {
        if ((ready & EpollEvents.Out) != 0 && !_outbox.IsEmpty)
        {
            _outbox.Flush();
            if (_outbox.IsEmpty && !_isGone)
                Watch(EpollEvents.In | EpollEvents.EdgeTriggered);
            _printer.OnUnclogged();
        }
        if ((ready & ~EpollEvents.Out) != 0)
            _printer.OnReadable();
    }

    public void Dispose()
    {
        if (_isGone)
            return;
        _isGone = true;
        _loop.Remove(_registration, (int)_socket.Handle);
        _socket.Dispose();
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (_server is null)
            _printer.Hear(bytes);
        else
            _server.Receive(bytes);
        if (_options.BaudRate == 0)
            _printer.Run();
    }

    private void Enqueue(ReadOnlySpan<byte> bytes)
    {
        if (_isGone)
            return;
        bool wasEmpty = _outbox.IsEmpty;
        _outbox.Add(bytes);
        if (wasEmpty && !_outbox.IsEmpty)
            Watch(EpollEvents.In | EpollEvents.Out | EpollEvents.EdgeTriggered);
    }

    private void Watch(EpollEvents interest) => _loop.Change(_registration, (int)_socket.Handle, interest);

    // A connection that fails here says so to the next read, too, which ends it.
    private int Write(ReadOnlySpan<byte> bytes)
    {
        if (_isGone || bytes.IsEmpty)
            return bytes.Length;
        int count = _socket.Send(bytes, SocketFlags.None, out SocketError error);
        return error switch
        {
            SocketError.Success => count,
            SocketError.WouldBlock or SocketError.Interrupted => 0,
            _ => bytes.Length,
        };
    }
}
