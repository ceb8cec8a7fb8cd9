using Gantry.Serial.Linux;

namespace Gantry.Bench.Sharing;

/// <summary>The device's end of a pty: it echoes, or swallows, or talks, on the thread of an event loop.</summary>
internal sealed class BenchDevice : IReadyHandler, IDisposable
{
    private readonly PtyPair _pty = PtyPair.Create();
    private readonly EventLoop _loop;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int _fd;
    private readonly int _registration;
    private long _toSay;
    private long _heard;

    public BenchDevice(EventLoop loop)
    {
        _loop = loop;
        _fd = (int)_pty.Master.DangerousGetHandle();
        _registration = loop.Add(_fd, EpollEvents.In, this);
    }

    public string Path => _pty.SlavePath;

    /// <summary>Whether it says again what it hears.</summary>
    public bool Echoes { get; set; }

    /// <summary>Bytes that it has heard.</summary>
    public long Heard => Volatile.Read(ref _heard);

    /// <summary>Has it say so many bytes as fast as they are taken.</summary>
    public void Say(long count)
    {
        Volatile.Write(ref _toSay, count);
        _loop.Change(_registration, _fd, EpollEvents.In | EpollEvents.Out);
    }

    /// <summary>Has it say a few bytes at once.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => _pty.Write(bytes);

    public void OnReady(EpollEvents ready)
    {
        if ((ready & EpollEvents.In) != 0)
        {
            int count = _pty.Read(_buffer);
            Volatile.Write(ref _heard, _heard + count);
            if (Echoes && count > 0)
                _pty.Write(_buffer.AsSpan(0, count));
        }
        if ((ready & EpollEvents.Out) == 0)
            return;
        Array.Fill(_buffer, (byte)'x');
        _toSay -= _pty.Write(_buffer.AsSpan(0, (int)Math.Min(_toSay, _buffer.Length)));
        if (_toSay <= 0)
            _loop.Change(_registration, _fd, EpollEvents.In);
    }

    public void Dispose()
    {
        _loop.Remove(_registration, _fd);
        _pty.Dispose();
    }
}
