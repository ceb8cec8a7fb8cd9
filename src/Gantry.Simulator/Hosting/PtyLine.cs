using System.Diagnostics;
using Gantry.Serial.Linux;

namespace Gantry.Simulator.Hosting;

/// <summary>
/// A printer on a pty. The host's baud rate is read from the tty's settings, so that a wrong one gives garbage as on a real
/// wire; bytes that the printer sends while nobody has the tty open are lost.
/// </summary>
internal sealed class PtyLine : IPrinterLine, IReadyHandler
{
    // The kernel holds some 4 kB for a reader of a tty; a few times that is more than any host leaves unread.
    private const int MostUnread = 64 * 1024;

    // Between a line and its ok nobody changes the baud rate.
    private static readonly TimeSpan BaudRateAge = TimeSpan.FromMilliseconds(10);

    private const EpollEvents ReadInterest = EpollEvents.In | EpollEvents.EdgeTriggered;

    private readonly EventLoop _loop;
    private readonly OpenWatch _watch;
    private readonly LineOptions _options;
    private readonly PtyLink _link;
    private readonly BaudMismatch _mismatch = new(new Random(1));
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly Outbox _outbox;
    private LivePrinter _printer = null!;
    private int _hostBaudRate;
    private long _lookedAt;
    private PtyPair? _pty;
    private int _registration = -1;
    private int _watchNumber = -1;
    private int _opens;

    public PtyLine(EventLoop loop, OpenWatch watch, string path, LineOptions options)
    {
        _loop = loop;
        _watch = watch;
        _options = options;
        _link = new PtyLink(path);
        _outbox = new Outbox(Write, options.BaudRate == 0 ? int.MaxValue : MostUnread);
    }

    private int Descriptor => (int)_pty!.Master.DangerousGetHandle();

    public string Address => _link.Path;

    public bool IsClogged => !_outbox.IsEmpty;

    public void Start(LivePrinter printer)
    {
        _printer = printer;
        Plug();
    }

    public void Pump()
    {
        // Who writes has opened, though the news of that may still wait behind the news of the bytes.
        if (_opens == 0)
            _watch.Look();
        for (int i = 0; _pty is { } pty; i++)
        {
            if (i == LineOptions.PiecesPerTurn || !_printer.HasRoom)
            {
                _printer.RememberMore();
                return;
            }
            int count = pty.Read(_buffer.AsSpan(0, _options.PieceSize));
            if (count == 0)
                return;
            _printer.Hear(FromHost(pty, _buffer.AsSpan(0, count)));
            if (_options.BaudRate == 0)
                _printer.Run();
            // Less than asked for was all there is, and more to come is told.
            if (count < _options.PieceSize)
                return;
        }
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (_pty is not { } pty || _opens == 0)
            return;
        if (Stopwatch.GetElapsedTime(_lookedAt) > BaudRateAge)
            LookAtBaudRate(pty);
        if (BaudMismatch.Fits(_options.BaudRate, _hostBaudRate))
            Enqueue(bytes);
        else
            Enqueue(_mismatch.Garble(bytes.Length, _options.BaudRate, _hostBaudRate));
    }

    public void Unplug()
    {
        if (_pty is not { } pty)
            return;
        _watch.Remove(_watchNumber);
        if (_registration >= 0)
            _loop.Remove(_registration, Descriptor);
        _registration = -1;
        _link.Dispose();
        pty.Dispose();
        _pty = null;
        _outbox.Clear();
        _opens = 0;
    }

    public void Plug()
    {
        _pty = PtyPair.Create();
        try
        {
            Begin(_pty);
        }
        catch
        {
            Unplug();
            throw;
        }
    }

    /// <summary>A host has opened the tty.</summary>
    public void OnOpened()
    {
        if (_opens++ == 0 && _options.ResetsOnOpen)
            _printer.Reset();
    }

    /// <summary>A host has closed the tty; what it did not read is gone, as with any tty.</summary>
    public void OnClosed()
    {
        if (_opens == 0 || --_opens > 0)
            return;
        _outbox.Clear();
        _pty?.DiscardUnread();
    }

    public void OnReady(EpollEvents ready)
    {
        if ((ready & EpollEvents.Out) != 0 && !_outbox.IsEmpty)
        {
            _outbox.Flush();
            if (_outbox.IsEmpty)
                _loop.Change(_registration, Descriptor, ReadInterest);
            _printer.OnUnclogged();
        }
        if ((ready & EpollEvents.In) != 0)
            _printer.OnReadable();
    }

    public void Dispose() => Unplug();

    private void Begin(PtyPair pty)
    {
        // A host that sets no baud rate finds the right one.
        if (_options.BaudRate > 0)
            pty.SetSlaveBaudRate(_options.BaudRate);
        _registration = _loop.Add(Descriptor, ReadInterest, this);
        _watchNumber = _watch.Add(pty.SlavePath, this);
        // Last of all: nobody can open it before it is watched.
        _link.PointTo(pty.SlavePath);
    }

    private void Enqueue(ReadOnlySpan<byte> bytes)
    {
        bool wasEmpty = _outbox.IsEmpty;
        _outbox.Add(bytes);
        if (wasEmpty && !_outbox.IsEmpty)
            _loop.Change(_registration, Descriptor, ReadInterest | EpollEvents.Out);
    }

    private int Write(ReadOnlySpan<byte> bytes) => _pty?.Write(bytes) ?? bytes.Length;

    private ReadOnlySpan<byte> FromHost(PtyPair pty, ReadOnlySpan<byte> bytes)
    {
        LookAtBaudRate(pty);
        return BaudMismatch.Fits(_hostBaudRate, _options.BaudRate)
            ? bytes
            : _mismatch.Garble(bytes.Length, _hostBaudRate, _options.BaudRate);
    }

    private void LookAtBaudRate(PtyPair pty)
    {
        if (_options.BaudRate == 0)
            return;
        _hostBaudRate = pty.GetSlaveSettings().BaudRate;
        _lookedAt = Stopwatch.GetTimestamp();
    }
}
