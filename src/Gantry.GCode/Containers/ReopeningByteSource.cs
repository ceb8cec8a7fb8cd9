namespace Gantry.GCode.Containers;

/// <summary>
/// Makes a forward-only stream seekable by opening it again and reading on to the wanted offset: dear, but a print goes
/// back only when it is resumed.
/// </summary>
internal sealed class ReopeningByteSource(Func<Stream> open) : ByteSource
{
    private Stream? _stream;
    private long _offset;

    public override bool CanSeek => true;

    public override async ValueTask<int> ReadAsync(
        long offset,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        if (_stream is null || offset < _offset)
        {
            if (_stream is not null)
                await _stream.DisposeAsync();
            _stream = open();
            _offset = 0;
        }
        while (_offset < offset)
        {
            int skip = (int)Math.Min(buffer.Length, offset - _offset);
            int skipped = await _stream.ReadAsync(buffer[..skip], cancellationToken);
            if (skipped == 0)
                return 0;
            _offset += skipped;
        }
        int count = await _stream.ReadAsync(buffer, cancellationToken);
        _offset += count;
        return count;
    }

    public override void Dispose() => _stream?.Dispose();
}
