using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Files;

/// <summary>A file of which one part after the other comes. Disposing it removes it.</summary>
public sealed class PartialFile : IDisposable
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Bytes between two looks at the free space.</summary>
    private const long LookEvery = 16 * 1024 * 1024;

    private readonly string _path;
    private readonly FreeSpace _space;
    private readonly SafeFileHandle _file;
    private long _lookAt;

    internal PartialFile(string path, long size, FreeSpace space)
    {
        (_path, Size, _space) = (path, size, space);
        _file = File.OpenHandle(
            path,
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.Read | FileShare.Delete,
            FileOptions.Asynchronous
        );
    }

    /// <summary>The bytes that it will have.</summary>
    public long Size { get; }

    /// <summary>The bytes that have come.</summary>
    public long Bytes { get; private set; }

    /// <summary>Appends what comes. What came before it broke off stays.</summary>
    /// <param name="read">Fills a buffer with what comes next, and says how much that is; 0: that was all.</param>
    /// <param name="cancellationToken">Given to it.</param>
    /// <exception cref="ContentMismatchException">More comes than was announced; nothing of that is kept.</exception>
    /// <exception cref="NotEnoughSpaceException">The disk is too full.</exception>
    public async Task AppendAsync(
        Func<Memory<byte>, CancellationToken, ValueTask<int>> read,
        CancellationToken cancellationToken
    )
    {
        byte[] buffer = new byte[BufferBytes];
        int got;
        while ((got = await read(buffer, cancellationToken)) > 0)
        {
            if (Bytes + got > Size)
                throw new ContentMismatchException($"{Size} bytes were announced, and more came. Send the file again.");
            if (Bytes + got > _lookAt)
            {
                _space.Check(Size - Bytes);
                _lookAt = Bytes + LookEvery;
            }
            await WriteAsync(buffer.AsMemory(0, got));
        }
    }

    /// <summary>Copies everything to a stream.</summary>
    public async Task CopyToAsync(Stream destination, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        int read;
        for (long at = 0; (read = await RandomAccess.ReadAsync(_file, buffer, at, cancellationToken)) > 0; at += read)
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_file.IsClosed)
            File.Delete(_path);
        _file.Dispose();
    }

    /// <summary>Not to be broken off: what is counted is there.</summary>
    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await RandomAccess.WriteAsync(_file, bytes, Bytes, CancellationToken.None);
            Bytes += bytes.Length;
        }
        catch (IOException e) when (FreeSpace.Translate(e) is { } told)
        {
            throw told;
        }
    }
}
