using Gantry.Serial.Linux;

namespace Gantry.Serial.Attach;

/// <summary>
/// The local end of an attached port: a pty whose user's bytes, settings and flushes come one after the other.
/// </summary>
internal sealed class LocalTty : IReadyHandler, IDisposable
{
    private const EpollEvents Interest = EpollEvents.In | EpollEvents.Out | EpollEvents.EdgeTriggered;

    private readonly EventLoop _loop;
    private readonly PtyPair _pty;
    private readonly PtyLink _link;
    private readonly int _fd;
    private readonly int _registration;
    private readonly SemaphoreSlim _readable = new(0, 1);
    private readonly SemaphoreSlim _writable = new(0, 1);

    /// <exception cref="SerialPortException">There is no pty left, or the link cannot be made.</exception>
    public LocalTty(EventLoop loop, string link, SerialSettings settings)
    {
        _loop = loop;
        _link = new PtyLink(Path.GetFullPath(link));
        _pty = PtyPair.Create();
        try
        {
            _pty.SetSlaveBaudRate(settings.BaudRate);
            _pty.BeginPackets();
            _fd = (int)_pty.Master.DangerousGetHandle();
            // Last of all: nobody can open it before it is ready.
            _link.PointTo(_pty.SlavePath);
        }
        catch
        {
            _pty.Dispose();
            throw;
        }
        _registration = loop.Add(_fd, Interest, this);
    }

    /// <summary>What the user has set: speed, stop bits and flow control. A pty keeps neither data bits nor parity.</summary>
    public SerialSettings Settings => _pty.GetSlaveSettings();

    /// <summary>Reads what the user did, as far as there is something: a first byte that says what, and data. 0: nothing.</summary>
    public int Read(Span<byte> buffer) => _pty.Read(buffer);

    /// <summary>Waits until there may be something to read.</summary>
    public Task<bool> WaitToReadAsync(TimeSpan limit, CancellationToken cancellationToken) =>
        _readable.WaitAsync(limit, cancellationToken);

    /// <summary>See <see cref="PtyPair.AskForSettings"/>.</summary>
    public void AskForSettings() => _pty.AskForSettings();

    /// <summary>
    /// Writes towards the user. When nobody reads for a time, what is there unread is thrown away, as a tty does that nobody
    /// has open.
    /// </summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> data, TimeSpan patience, CancellationToken cancellationToken)
    {
        while (!data.IsEmpty)
        {
            int count = _pty.Write(data.Span);
            data = data[count..];
            if (count == 0 && !await _writable.WaitAsync(patience, cancellationToken))
                _pty.DiscardUnread();
        }
    }

    void IReadyHandler.OnReady(EpollEvents ready)
    {
        if ((ready & ~EpollEvents.Out) != 0)
            Signal(_readable);
        if ((ready & EpollEvents.Out) != 0)
            Signal(_writable);
    }

    public void Dispose()
    {
        _link.Dispose();
        _loop.Remove(_registration, _fd);
        _pty.Dispose();
    }

    // Only the loop's thread releases, so the count cannot pass 1.
    private static void Signal(SemaphoreSlim signal)
    {
        if (signal.CurrentCount == 0)
            signal.Release();
    }
}
