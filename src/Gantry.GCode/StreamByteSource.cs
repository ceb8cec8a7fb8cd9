namespace Gantry.GCode;

/// <summary>A stream, whose present position is taken as offset 0.</summary>
internal sealed class StreamByteSource(Stream stream, bool leaveOpen) : ByteSource
{
    private readonly long _origin = stream.CanSeek ? stream.Position : 0;
    private long _offset;

    public override bool CanSeek => stream.CanSeek;

    public override async ValueTask<int> ReadAsync(
        long offset,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        if (offset != _offset)
        {
            stream.Seek(_origin + offset, SeekOrigin.Begin);
            _offset = offset;
        }
        int count = await stream.ReadAsync(buffer, cancellationToken);
        _offset += count;
        return count;
    }

    public override void Dispose()
    {
        if (!leaveOpen)
            stream.Dispose();
    }
}
