using Gantry.GCode.Containers;

namespace Gantry.Tests.GCode;

/// <summary>A stream that hands out its bytes in the pieces that it is told, as a network does.</summary>
internal sealed class ChoppyStream(byte[] bytes, IReadOnlyList<int> pieces) : ForwardStream
{
    private int _piece;

    public override int Read(Span<byte> buffer)
    {
        int wanted = pieces.Count == 0 ? int.MaxValue : Math.Max(1, pieces[_piece++ % pieces.Count]);
        int count = Math.Min(Math.Min(wanted, buffer.Length), bytes.Length - (int)Taken);
        bytes.AsSpan((int)Taken, count).CopyTo(buffer);
        Taken += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));
}
