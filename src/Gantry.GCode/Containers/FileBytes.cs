using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Containers;

/// <summary>Reads whole pieces of a file.</summary>
internal static class FileBytes
{
    /// <summary>Fills the buffer from an offset.</summary>
    /// <returns>False when the file ends before.</returns>
    public static async ValueTask<bool> TryFillAsync(
        SafeFileHandle file,
        Memory<byte> buffer,
        long offset,
        CancellationToken cancellationToken
    )
    {
        while (!buffer.IsEmpty)
        {
            int count = await RandomAccess.ReadAsync(file, buffer, offset, cancellationToken);
            if (count == 0)
                return false;
            buffer = buffer[count..];
            offset += count;
        }
        return true;
    }
}
