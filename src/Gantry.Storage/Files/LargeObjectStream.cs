using Gantry.Storage.Sql;

namespace Gantry.Storage.Files;

/// <summary>Reads a large object, a piece at a time, holding no connection in between.</summary>
internal sealed class LargeObjectStream(ISqlDatabase database, long id, ContentHash hash, long length) : Stream
{
    private const int ReadAhead = 256 * 1024;

    private byte[] _buffer = [];
    private long _bufferAt;
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty)
            return 0;
        if (_position < _bufferAt || _position >= _bufferAt + _buffer.Length)
            await FillAsync(cancellationToken);
        int from = (int)(_position - _bufferAt);
        int count = Math.Min(buffer.Length, _buffer.Length - from);
        _buffer.AsMemory(from, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => length + offset,
        };
        return _position;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Read asynchronously: the bytes come over the network.");

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        try
        {
            _buffer = await database.ReadAsync(
                sql => LargeObjects.ReadAsync(sql, id, _position, ReadAhead, cancellationToken),
                cancellationToken
            );
        }
        catch (StorageException e) when (e.InnerException is Npgsql.PostgresException { SqlState: "42704" })
        {
            // undefined_object: it was removed since the stream was opened.
            throw new ContentMissingException(hash);
        }
        if (_buffer.Length == 0)
            throw new ContentMissingException(hash);
        _bufferAt = _position;
    }
}
