namespace Gantry.GCode;

/// <summary>Bytes that can be read from an offset. The reader asks in chunks and keeps only one.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Whether an offset before the last one read can be read again.</summary>
    public abstract bool CanSeek { get; }

    /// <summary>Reads at least one byte from <paramref name="offset"/>; 0 means the end.</summary>
    public abstract ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    public abstract void Dispose();
}
