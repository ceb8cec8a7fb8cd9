namespace Gantry.GCode.Containers;

/// <summary>
/// What comes out of a decompressor, counted: a bomb ends in a typed exception long before it fills anything, and so does
/// damage.
/// </summary>
internal sealed class UnpackingStream(
    Stream unpacked,
    Func<long> packedBytes,
    ContentKind kind,
    UnpackLimits limits,
    uint? crc
) : ForwardStream
{
    private Crc32 _crc;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(buffer, unpacked.Read(buffer));
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int count = await unpacked.ReadAsync(buffer, cancellationToken);
            return Count(buffer.Span, count);
        }
        catch (InvalidDataException e)
        {
            throw Damaged(e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Count(ReadOnlySpan<byte> buffer, int count)
    {
        Taken += count;
        if (Taken > limits.MaxBytes)
            throw new GCodeContainerException(kind, $"The file unpacks to over {limits.MaxBytes} bytes: refused.");
        if (Taken > limits.RatioFrom && Taken / limits.MaxRatio > packedBytes())
            throw new GCodeContainerException(
                kind,
                $"The file unpacks to over {limits.MaxRatio} times its size, as no G-code does: refused."
            );
        if (crc is { } expected)
            Check(buffer[..count], expected);
        return count;
    }

    private void Check(ReadOnlySpan<byte> data, uint expected)
    {
        _crc.Append(data);
        if (data.IsEmpty && _crc.Value != expected)
            throw Damaged(null);
    }

    private GCodeContainerException Damaged(Exception? inner) =>
        new(
            kind,
            $"The file begins as {ContentSniffer.Describe(kind)}, but is damaged inside. Send it again, or export it again from the slicer.",
            inner
        );
}
