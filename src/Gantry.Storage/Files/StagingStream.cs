using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Files;

/// <summary>Writes to a file at once what it is given, counting and hashing it on the way.</summary>
internal sealed class StagingStream(SafeFileHandle file, FreeSpace space, long maxBytes) : Stream
{
    /// <summary>Bytes between two looks at the free space.</summary>
    private const long LookEvery = 16 * 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _lookAt;

    /// <summary>Bytes written so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>The hash of what was written.</summary>
    public ContentHash Hash => ContentHash.From(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        if (Bytes + buffer.Length > maxBytes)
            throw new ContentTooLargeException(maxBytes);
        if (Bytes + buffer.Length > _lookAt)
        {
            space.Check(buffer.Length);
            _lookAt = Bytes + LookEvery;
        }
        _hash.AppendData(buffer.Span);
        await RandomAccess.WriteAsync(file, buffer, Bytes, cancellationToken);
        Bytes += buffer.Length;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => Bytes;

    /// <inheritdoc/>
    public override long Position
    {
        get => Bytes;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Write asynchronously: the disk may be slow.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
