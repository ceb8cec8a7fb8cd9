namespace Gantry.Serial.Linux;

/// <summary>
/// A local tty as an <see cref="ISerialPort"/>. Reading tries the system call first and waits only when there is nothing;
/// the event loop then reads into the waiting buffer. No thread belongs to a port, none polls for it.
/// </summary>
internal sealed class TtyPort : ISerialPort, IReadyHandler
{
    // Who owns the completion of a pending call is settled by one exchange of these.
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Ready = 2;

    private const EpollEvents ReadInterest = EpollEvents.In | EpollEvents.EdgeTriggered;

    private readonly TtyDevice _device;
    private readonly EventLoop _loop;
    private readonly ControlThread _control;
    private readonly TimeProvider _time;
    private readonly int _fd;
    private readonly int _registration;
    private readonly PortOperation _read = new();
    private readonly PortOperation _write = new();
    private int _readState;
    private int _writeState;
    private Memory<byte> _readBuffer;
    private ReadOnlyMemory<byte> _writeRest;
    private volatile Exception? _ended;
    private int _disposed;

    private TtyPort(string path, TtyDevice device, EventLoop loop, ControlThread control, TimeProvider time)
    {
        Address = path;
        _device = device;
        _loop = loop;
        _control = control;
        _time = time;
        Settings = device.ReadSettings();
        _fd = (int)device.Handle.DangerousGetHandle();
        _registration = loop.Add(_fd, ReadInterest, this);
    }

    public string Address { get; }

    public SerialSettings Settings { get; private set; }

    public static async Task<TtyPort> OpenAsync(
        string path,
        SerialSettings settings,
        TtyOptions options,
        EventLoop loop,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var control = new ControlThread("tty " + Path.GetFileName(path));
        Task<TtyDevice> opening = control.RunAsync(() => OpenDevice(path, settings, options));
        try
        {
            return new TtyPort(path, await opening.WaitAsync(cancellationToken), loop, control, time);
        }
        catch (OperationCanceledException)
        {
            // A driver that hangs in open gives its descriptor back whenever it returns.
            _ = opening.ContinueWith(
                static t => t.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default
            );
            throw;
        }
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? ReadCancellableAsync(buffer, cancellationToken) : ReadCore(buffer);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (TryWriteAll(ref data))
            return ValueTask.CompletedTask;
        ValueTask pending = BeginWaitingWrite(data);
        return cancellationToken.CanBeCanceled ? FinishWriteAsync(pending, cancellationToken) : pending;
    }

    public async ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken) =>
        Settings = await ControlAsync(() => _device.ConfigureExactly(wanted), cancellationToken);

    public async ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken) =>
        await ControlAsync(() => _device.SetModemLines(dtr, rts), cancellationToken);

    public async ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken) =>
        await ControlAsync(_device.GetModemLines, cancellationToken);

    public async ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken) =>
        await ControlAsync(() => Do(() => _device.SetBreak(on)), cancellationToken);

    public async ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken) =>
        await ControlAsync(() => Do(() => _device.Purge(target)), cancellationToken);

    public async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        // tcdrain alone could block for ever behind flow control, and nobody can wake it.
        while (_device.BytesUnsent() > 0)
        {
            ThrowIfEnded();
            await Task.Delay(TimeSpan.FromMilliseconds(2), _time, cancellationToken);
        }
        await ControlAsync(() => Do(_device.Drain), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _ended ??= new ObjectDisposedException(Address);
        _loop.Remove(_registration, _fd);
        FailWaiting(ref _readState, _read);
        FailWaiting(ref _writeState, _write);
        await _control.RunAsync(() => Do(_device.Dispose));
    }

    void IReadyHandler.OnReady(EpollEvents ready)
    {
        const EpollEvents broken = EpollEvents.Error | EpollEvents.HangUp;
        if ((ready & (EpollEvents.In | broken)) != 0 && Interlocked.Exchange(ref _readState, Ready) == Waiting)
            ContinueRead();
        if ((ready & (EpollEvents.Out | broken)) != 0 && Interlocked.Exchange(ref _writeState, Ready) == Waiting)
            ContinueWrite();
    }

    private static TtyDevice OpenDevice(string path, SerialSettings settings, TtyOptions options)
    {
        TtyDevice device = TtyDevice.Open(path, options);
        try
        {
            device.ConfigureExactly(settings);
            device.Purge(PurgeTarget.Received);
            return device;
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    private ValueTask<int> ReadCore(Memory<byte> buffer)
    {
        while (true)
        {
            ThrowIfEnded();
            // Readiness seen so far is spent by the read that follows; what comes after it counts.
            Volatile.Write(ref _readState, Idle);
            int count = TryRead(buffer.Span);
            if (count > 0)
                return new ValueTask<int>(count);
            _readBuffer = buffer;
            ValueTask<int> pending = _read.Begin();
            if (Interlocked.CompareExchange(ref _readState, Waiting, Idle) == Idle)
            {
                FailIfEndedMeanwhile(ref _readState, _read);
                return pending;
            }
        }
    }

    private async ValueTask<int> ReadCancellableAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ValueTask<int> pending = ReadCore(buffer);
        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => Cancel(ref ((TtyPort)state!)._readState, ((TtyPort)state!)._read, token),
            this
        );
        return await pending;
    }

    private async ValueTask FinishWriteAsync(ValueTask pending, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => Cancel(ref ((TtyPort)state!)._writeState, ((TtyPort)state!)._write, token),
            this
        );
        await pending;
    }

    private ValueTask BeginWaitingWrite(ReadOnlyMemory<byte> rest)
    {
        _writeRest = rest;
        ValueTask pending = _write.BeginWithoutResult();
        Volatile.Write(ref _writeState, Waiting);
        // Asking for EPOLLOUT looks at the state again, so room that came meanwhile is told, too.
        _loop.Change(_registration, _fd, ReadInterest | EpollEvents.Out);
        FailIfEndedMeanwhile(ref _writeState, _write);
        return pending;
    }

    private void ContinueRead()
    {
        try
        {
            int count = TryRead(_readBuffer.Span);
            if (count > 0)
            {
                _read.Complete(count);
                return;
            }
            Volatile.Write(ref _readState, Waiting);
            FailIfEndedMeanwhile(ref _readState, _read);
        }
        catch (Exception e)
        {
            _read.Fail(e);
        }
    }

    private void ContinueWrite()
    {
        try
        {
            if (TryWriteAll(ref _writeRest))
            {
                _loop.Change(_registration, _fd, ReadInterest);
                _writeRest = default;
                _write.Complete(0);
                return;
            }
            Volatile.Write(ref _writeState, Waiting);
            FailIfEndedMeanwhile(ref _writeState, _write);
        }
        catch (Exception e)
        {
            _write.Fail(e);
        }
    }

    private int TryRead(Span<byte> buffer)
    {
        try
        {
            return _device.TryRead(buffer);
        }
        catch (SerialPortException e) when (e.Error == SerialError.Lost)
        {
            _ended ??= e;
            throw;
        }
    }

    /// <summary>Writes as much as fits; true when nothing is left.</summary>
    private bool TryWriteAll(ref ReadOnlyMemory<byte> data)
    {
        ThrowIfEnded();
        try
        {
            data = data[_device.TryWrite(data.Span)..];
            return data.IsEmpty;
        }
        catch (SerialPortException e) when (e.Error == SerialError.Lost)
        {
            _ended ??= e;
            throw;
        }
    }

    private async Task<T> ControlAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        ThrowIfEnded();
        return await _control.RunAsync(call).WaitAsync(cancellationToken);
    }

    private void ThrowIfEnded()
    {
        switch (_ended)
        {
            case null:
                return;
            case SerialPortException lost:
                throw new SerialPortException(lost.Error, lost.Message, lost);
            default:
                throw new ObjectDisposedException(Address);
        }
    }

    private static void Cancel(ref int state, PortOperation operation, CancellationToken token)
    {
        if (Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting)
            operation.Fail(new OperationCanceledException(token));
    }

    /// <summary>Closing and beginning to wait can cross; whoever takes the state back from Waiting completes.</summary>
    private void FailIfEndedMeanwhile(ref int state, PortOperation operation)
    {
        if (_ended is not null)
            FailWaiting(ref state, operation);
    }

    private void FailWaiting(ref int state, PortOperation operation)
    {
        if (Interlocked.CompareExchange(ref state, Idle, Waiting) == Waiting)
            operation.Fail(_ended!);
    }

    private static bool Do(Action call)
    {
        call();
        return true;
    }
}
