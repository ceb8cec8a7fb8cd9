using System.Buffers;

namespace Gantry.Simulator.Wire;

/// <summary>
/// The line from the board to the host. The processor writes byte by byte without a buffer (TX_BUFFER_SIZE 0 is Marlin's
/// default), so a long answer holds it up. Bytes reach the host in the pieces in which they were written.
/// </summary>
/// <param name="perByte">Time of ten bits; zero for a line without a limit.</param>
/// <param name="delay">Time that a byte travels behind the line, for benchmarks with latency.</param>
internal sealed class OutboundWire(TimeSpan perByte, TimeSpan delay)
{
    // A USB serial adapter passes a packet on when it holds 62 bytes of data (FTDI's packet of 64), or at a pause.
    private const int LargestPiece = 62;

    // Handed-over bytes are cleared away when this many have gathered before those still under way.
    private const int LargestRest = 16 * 1024;

    private readonly Queue<Piece> _pieces = new();
    private readonly ArrayBufferWriter<byte> _bytes = new(256);
    private int _taken;
    private TimeSpan _busyUntil = TimeSpan.MinValue;

    /// <summary>When the next piece has reached the host, or <see cref="TimeSpan.MaxValue"/>.</summary>
    public TimeSpan NextArrival => _pieces.TryPeek(out Piece piece) ? piece.Arrival : TimeSpan.MaxValue;

    /// <summary>Writes bytes; the first can go out at <paramref name="now"/>.</summary>
    /// <returns>When the processor is free again: it waits while the sender's two registers are taken.</returns>
    public TimeSpan Write(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        while (!bytes.IsEmpty)
        {
            ReadOnlySpan<byte> piece = bytes[..Math.Min(LargestPiece, bytes.Length)];
            bytes = bytes[piece.Length..];
            TimeSpan start = now > _busyUntil ? now : _busyUntil;
            _busyUntil = start + (perByte * piece.Length);
            _bytes.Write(piece);
            _pieces.Enqueue(new Piece(_busyUntil + delay, piece.Length));
            // The last byte waits in the data register and the one before it in the shift register: nobody waits for them.
            TimeSpan free = _busyUntil - (perByte * 2);
            if (free > now)
                now = free;
        }
        return now;
    }

    /// <summary>Hands over what has reached the host by a time.</summary>
    public void Deliver(TimeSpan now, IBufferWriter<byte> output)
    {
        int length = 0;
        while (_pieces.TryPeek(out Piece piece) && piece.Arrival <= now)
        {
            length += piece.Length;
            _pieces.Dequeue();
        }
        if (length == 0)
            return;
        output.Write(_bytes.WrittenSpan.Slice(_taken, length));
        _taken += length;
        if (_taken == _bytes.WrittenCount || _taken > LargestRest)
            Keep(_bytes.WrittenCount);
    }

    /// <summary>The board was reset: what it has not sent by then is never sent.</summary>
    public void CutAt(TimeSpan at)
    {
        int left = _pieces.Count;
        int kept = _taken;
        while (left-- > 0)
        {
            Piece piece = _pieces.Dequeue();
            if (piece.Arrival - delay > at)
                continue;
            _pieces.Enqueue(piece);
            kept += piece.Length;
        }
        // Pieces are in order of time, so those that stay are the first ones.
        Keep(kept);
        _busyUntil = at;
    }

    private void Keep(int count)
    {
        int length = count - _taken;
        byte[] kept = length == 0 ? [] : _bytes.WrittenSpan.Slice(_taken, length).ToArray();
        _bytes.ResetWrittenCount();
        _taken = 0;
        _bytes.Write(kept);
    }

    private readonly record struct Piece(TimeSpan Arrival, int Length);
}
