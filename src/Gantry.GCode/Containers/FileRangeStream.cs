using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Containers;

/// <summary>A part of an open file, read forward. Several may read from one handle.</summary>
internal sealed class FileRangeStream(SafeFileHandle file, long start, long length) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, length - Taken);
        int count = wanted <= 0 ? 0 : RandomAccess.Read(file, buffer[..wanted], start + Taken);
        Taken += count;
        return count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int wanted = (int)Math.Min(buffer.Length, length - Taken);
        int count =
            wanted <= 0 ? 0 : await RandomAccess.ReadAsync(file, buffer[..wanted], start + Taken, cancellationToken);
        Taken += count;
        return count;
    }
}
