namespace Gantry.Storage.Files;

/// <summary>Watches over the space that is left on a disk.</summary>
/// <param name="folder">A folder on the disk.</param>
/// <param name="floor">Bytes to leave free.</param>
internal sealed class FreeSpace(string folder, long floor)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Makes sure that so many more bytes fit.</summary>
    /// <exception cref="NotEnoughSpaceException">They do not.</exception>
    public void Check(long bytes)
    {
        long free = new DriveInfo(folder).AvailableFreeSpace;
        long missing = floor + bytes - free;
        if (missing > 0)
            throw new NotEnoughSpaceException(
                $"The disk has {free / MiB} MiB free, and {floor / MiB} MiB of it are left for prints that run: {(missing + MiB - 1) / MiB} MiB more are needed. Delete files that nobody needs, or give gantry a larger disk."
            );
    }

    /// <summary>Whether an error means that the disk is full.</summary>
    public static bool IsFull(IOException error)
    {
        // ENOSPC and EDQUOT of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
        int code = error.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code is 112 or 39 : code is 28 or 122 or 69;
    }

    /// <summary>Whether an error means that nothing at all can be written.</summary>
    public static bool IsBroken(IOException error)
    {
        // EIO and EROFS of Linux and macOS; ERROR_WRITE_PROTECT and ERROR_IO_DEVICE of Windows.
        int code = error.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code is 19 or 1117 : code is 5 or 30;
    }

    /// <summary>What an error of a disk that is full or broken is in the words of this room; null for any other.</summary>
    public static StorageException? Translate(IOException error) =>
        IsFull(error)
            ? new NotEnoughSpaceException(
                "The disk is full: the file was not taken. Free some space, then try again.",
                error
            )
        : IsBroken(error)
            ? new StorageUnavailableException(
                $"The disk cannot be written: {error.Message} A memory card that is worn out can only be read.",
                error
            )
        : null;
}
