using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode;

/// <summary>A file by its handle. Several readers may share one handle, each at its own offset.</summary>
internal sealed class FileByteSource(SafeFileHandle handle, bool ownsHandle) : ByteSource
{
    public override bool CanSeek => true;

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(handle, buffer, offset, cancellationToken);

    public override void Dispose()
    {
        if (ownsHandle)
            handle.Dispose();
    }
}
