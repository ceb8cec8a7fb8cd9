using System.Buffers;

namespace Gantry.Simulator.Hosting;

/// <summary>Bytes on their way to a descriptor that may be full: they wait here, up to a limit, and what is over is lost.</summary>
/// <param name="write">Writes as much as there is room for, and says how much that was.</param>
/// <param name="limit">The most bytes that wait.</param>
internal sealed class Outbox(Outbox.TryWrite write, int limit)
{
    private readonly ArrayBufferWriter<byte> _waiting = new();
    private int _written;

    /// <summary>Writes as much of some bytes as there is room for.</summary>
    public delegate int TryWrite(ReadOnlySpan<byte> bytes);

    /// <summary>Takes bytes.</summary>
    public delegate void Sink(ReadOnlySpan<byte> bytes);

    public bool IsEmpty => _waiting.WrittenCount == 0;

    /// <summary>Writes bytes, now or later.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (IsEmpty)
            bytes = bytes[write(bytes)..];
        int room = Math.Max(0, limit - (_waiting.WrittenCount - _written));
        if (!bytes.IsEmpty)
            _waiting.Write(bytes[..Math.Min(room, bytes.Length)]);
    }

    /// <summary>There is room again.</summary>
    public void Flush()
    {
        _written += write(_waiting.WrittenSpan[_written..]);
        if (_written == _waiting.WrittenCount)
            Clear();
    }

    /// <summary>Throws away what waits.</summary>
    public void Clear()
    {
        _waiting.ResetWrittenCount();
        _written = 0;
    }
}
