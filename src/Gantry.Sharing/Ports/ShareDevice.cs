using System.Diagnostics;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>
/// A tty on the event loop: what it says is handed on at once, what it cannot take yet waits here. Everything that may block
/// goes through <see cref="Call"/>. It belongs to the loop's thread.
/// </summary>
internal sealed class ShareDevice : IReadyHandler
{
    /// <summary>So much may wait for the device before its writer is held back.</summary>
    private const int MostUnsent = 64 * 1024;

    /// <summary>A read of this size or more is likely to have left something behind; a tty gives 4095 bytes at most.</summary>
    private const int LikelyMore = 1024;

    /// <summary>
    /// How often a write is tried while something waits, besides when the kernel says that there is room: of a pty that
    /// a purge has emptied it does not say so (seen on Linux 6.18), and a driver with a large buffer only when that is nearly empty.
    /// </summary>
    private static readonly long RetryEvery = Stopwatch.Frequency / 20;

    private const EpollEvents Broken = EpollEvents.Error | EpollEvents.HangUp;

    private readonly TtyDevice _tty;
    private readonly EventLoop _loop;
    private readonly DeviceCalls _calls;
    private readonly LoopBuffers _buffers;
    private readonly IDeviceUser _user;
    private readonly ByteFifo _unsent = new();
    private readonly int _fd;
    private readonly int _registration;
    private readonly LoopTimer _retry;
    private EpollEvents _interest;
    private bool _wantsInput;
    private bool _isPaused;
    private bool _isHeld;
    private bool _isClosed;

    public ShareDevice(TtyDevice tty, EventLoop loop, DeviceCalls calls, LoopBuffers buffers, IDeviceUser user)
    {
        _tty = tty;
        _loop = loop;
        _calls = calls;
        _buffers = buffers;
        _user = user;
        _fd = (int)tty.Handle.DangerousGetHandle();
        _retry = loop.CreateTimer(OnRetry);
        _registration = loop.Add(_fd, _interest, this);
    }

    /// <summary>Whether its writer must wait with more.</summary>
    public bool IsFull => _unsent.Count >= MostUnsent;

    /// <summary>Whether everything that was written is with the driver.</summary>
    public bool HasSentAll => _unsent.IsEmpty;

    /// <summary>When the device took something last, as a <see cref="Stopwatch"/> time stamp.</summary>
    public long LastTaken { get; private set; }

    /// <summary>Whether anybody wants to hear what the device says.</summary>
    public bool WantsInput
    {
        get => _wantsInput;
        set
        {
            _wantsInput = value;
            Watch();
        }
    }

    /// <summary>Whether reading rests, so that the driver's buffer fills and its flow control holds the device.</summary>
    public bool IsPaused
    {
        get => _isPaused;
        set
        {
            _isPaused = value;
            Watch();
        }
    }

    /// <summary>Holds reading while something is done to what was received.</summary>
    public void HoldReading(bool on)
    {
        _isHeld = on;
        Watch();
    }

    /// <summary>Writes; what does not fit waits.</summary>
    public void Write(ReadOnlySpan<byte> data)
    {
        if (_isClosed)
            return;
        if (_unsent.IsEmpty)
        {
            if (!TryWrite(data, out int count))
                return;
            data = data[count..];
        }
        if (data.IsEmpty)
            return;
        _unsent.Append(data);
        Watch();
        // Left to run when all is sent soon: setting it each time would cost more.
        if (!_retry.IsSet)
            _retry.SetAt(Stopwatch.GetTimestamp() + RetryEvery);
    }

    /// <summary>Throws away what waits here to be written; the driver's part is a call's.</summary>
    public void DiscardUnsent()
    {
        _unsent.Clear();
        if (!_isClosed)
            Watch();
    }

    /// <summary>Does something with the tty that may block, in its turn; then <paramref name="done"/> on the loop.</summary>
    public void Call(Action<TtyDevice> call, Action<Exception?> done) => _calls.Run(() => call(_tty), done);

    /// <summary>The same for a call that is kept; not again before it is done.</summary>
    public void Run(DeviceCall call) => _calls.Run(call);

    /// <summary>A look at the lines that can be called again and again; <paramref name="seen"/> is called on the loop.</summary>
    public LookCall CreateLook(Action<LookCall> seen) => new(_tty, seen);

    /// <summary>Lets go of the device; it is closed in its turn, with what <paramref name="last"/> still does to it.</summary>
    public void Close(Action<TtyDevice>? last, Action? done)
    {
        if (_isClosed)
            return;
        _isClosed = true;
        _retry.Cancel();
        _loop.Remove(_registration, _fd);
        _unsent.Clear();
        _calls.Run(
            () =>
            {
                try
                {
                    last?.Invoke(_tty);
                }
                finally
                {
                    _tty.Dispose();
                }
            },
            _ => done?.Invoke()
        );
    }

    void IReadyHandler.OnReady(EpollEvents ready)
    {
        if ((ready & EpollEvents.Out) != 0)
            WriteOn();
        if (!_isClosed && (ready & (EpollEvents.In | Broken)) != 0)
            Read(ready);
    }

    private void Read(EpollEvents ready)
    {
        byte[] buffer = _buffers.FromDevice;
        int filled = 0;
        SerialPortException? lost = null;
        try
        {
            for (int count = LikelyMore; count >= LikelyMore && filled < buffer.Length; filled += count)
                count = _tty.TryRead(buffer.AsSpan(filled));
            // An error without an end to read is one, too, or it would be told for ever.
            if (filled == 0 && (ready & Broken) != 0)
                lost = new SerialPortException(SerialError.Lost, "The device was unplugged or switched off.");
        }
        catch (SerialPortException e)
        {
            lost = e;
        }
        if (filled > 0)
            _user.OnReceived(buffer.AsSpan(0, filled));
        if (lost is not null && !_isClosed)
            _user.OnLost(lost);
    }

    private void WriteOn()
    {
        if (_isClosed || _unsent.IsEmpty || !TryWrite(_unsent.Span, out int count))
            return;
        bool wasFull = IsFull;
        _unsent.Skip(count);
        Watch();
        if (_unsent.IsEmpty || (wasFull && !IsFull))
            _user.OnRoom();
    }

    private void OnRetry()
    {
        WriteOn();
        if (!_isClosed && !_unsent.IsEmpty)
            _retry.SetAt(Stopwatch.GetTimestamp() + RetryEvery);
    }

    private bool TryWrite(ReadOnlySpan<byte> data, out int count)
    {
        try
        {
            count = _tty.TryWrite(data);
            if (count > 0)
                LastTaken = Stopwatch.GetTimestamp();
            return true;
        }
        catch (SerialPortException e)
        {
            count = 0;
            if (!_isClosed)
                _user.OnLost(e);
            return false;
        }
    }

    private void Watch()
    {
        EpollEvents interest =
            (_wantsInput && !_isPaused && !_isHeld ? EpollEvents.In : EpollEvents.None)
            | (_unsent.IsEmpty ? EpollEvents.None : EpollEvents.Out);
        if (_isClosed || interest == _interest)
            return;
        _interest = interest;
        _loop.Change(_registration, _fd, interest);
    }
}
