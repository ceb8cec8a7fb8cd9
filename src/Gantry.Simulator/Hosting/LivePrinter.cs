using System.Buffers;
using System.Diagnostics;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.Simulator.Hosting;

/// <summary>
/// A virtual printer that lives in real time: an event loop tells it when bytes have come or something is due, and nothing runs
/// in between. Everything here runs on the loop's thread.
/// </summary>
internal sealed class LivePrinter : IDisposable
{
    // What the kernel and a USB adapter hold for a host that writes ahead; what is over waits in the host's own buffers.
    private const int MostUnderWay = 512;

    // With bytes still to be read, the next look is taken after this time: 58 bytes at 115200 baud when there was no room, else
    // just long enough for others to have their turn.
    private static readonly TimeSpan WireCheck = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan NextTurn = TimeSpan.FromMicroseconds(20);
    private static readonly TimeSpan Never = TimeSpan.FromDays(1000);

    private readonly VirtualPrinter _printer;
    private readonly IPrinterLine _line;
    private readonly ExecutedFile? _executed;
    private readonly bool _isUnlimited;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private readonly LoopTimer _timer;
    private readonly long _grid;
    private bool _hasMore;
    private bool _isUnplugged;

    /// <summary>Creates a printer; <see cref="Start"/> gives it life.</summary>
    /// <param name="loop">Its loop.</param>
    /// <param name="options">What it is like.</param>
    /// <param name="line">What carries its bytes.</param>
    /// <param name="executed">Takes down what it executes, if wanted.</param>
    /// <param name="grid">
    /// What its wake-ups are rounded up to, so that many printers share them; zero for none. Only when an answer is handed over
    /// depends on it, not what happens when inside.
    /// </param>
    public LivePrinter(EventLoop loop, PrinterOptions options, IPrinterLine line, ExecutedFile? executed, TimeSpan grid)
    {
        _grid = (long)(grid.TotalSeconds * Stopwatch.Frequency);
        _printer = new VirtualPrinter(options, executed);
        _line = line;
        _executed = executed;
        _isUnlimited = options.BaudRate == 0;
        _timer = loop.CreateTimer(OnDue);
    }

    /// <summary>Where a host finds it.</summary>
    public string Address => _line.Address;

    /// <summary>Whether it takes bytes now.</summary>
    public bool HasRoom => _printer.Backlog < MostUnderWay && !(_isUnlimited && _line.IsClogged);

    private TimeSpan Now => Stopwatch.GetElapsedTime(_start);

    /// <summary>Begins to live; to be called on the loop's thread.</summary>
    public void Start()
    {
        _line.Start(this);
        Run();
    }

    /// <summary>The host has written; there may be more that it could not take.</summary>
    public void OnReadable()
    {
        _hasMore = false;
        _line.Pump();
        Run();
    }

    /// <summary>The host has read what waited for it.</summary>
    public void OnUnclogged()
    {
        if (_hasMore)
            OnReadable();
    }

    /// <summary>Bytes from the host.</summary>
    public void Hear(ReadOnlySpan<byte> bytes) => _printer.Receive(bytes, Now);

    /// <summary>Bytes are left that there was no room for: it will ask for them.</summary>
    public void RememberMore() => _hasMore = true;

    /// <summary>DTR went up, or somebody opened a port that resets.</summary>
    public void Reset()
    {
        Run();
        _printer.Reset(Now);
        Run();
    }

    /// <summary>Does everything that is due, and sets the clock for the rest.</summary>
    public void Run()
    {
        TimeSpan now = Now;
        _printer.Advance(now, _output);
        // Whoever has seen an ok finds its command in the list.
        _executed?.Flush();
        if (_output.WrittenCount > 0)
            _line.Send(_output.WrittenSpan);
        _output.ResetWrittenCount();
        FollowPort(now);
        TimeSpan next = _printer.NextEvent;
        if (_hasMore && now + NextLook() < next)
            next = now + NextLook();
        if (_isUnplugged && _printer.PortReturnsAt < next)
            next = _printer.PortReturnsAt;
        if (next == TimeSpan.MaxValue)
            _timer.Cancel();
        else
            _timer.SetAt(DueAt(next));
    }

    public void Dispose()
    {
        _timer.Cancel();
        _line.Dispose();
        _executed?.Dispose();
    }

    // A wire without a limit has room again when the firmware has done something, which is an event of its own, or when the host
    // has read, which the line tells.
    private TimeSpan NextLook()
    {
        if (HasRoom)
            return NextTurn;
        return _isUnlimited ? Never : WireCheck;
    }

    private long DueAt(TimeSpan time)
    {
        long due = _start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return _grid == 0 ? due : (due + _grid - 1) / _grid * _grid;
    }

    private void OnDue()
    {
        if (_hasMore && HasRoom)
            OnReadable();
        else
            Run();
    }

    private void FollowPort(TimeSpan now)
    {
        bool isGone = _printer.IsPortGone(now);
        if (isGone == _isUnplugged)
            return;
        _isUnplugged = isGone;
        if (isGone)
            _line.Unplug();
        else
            PlugAgain();
    }

    private void PlugAgain()
    {
        try
        {
            _line.Plug();
        }
        catch (Exception e) when (e is SimulatorException or SerialPortException)
        {
            // Something took the port's place meanwhile: it stays away, as a device does that finds no name.
        }
    }
}
