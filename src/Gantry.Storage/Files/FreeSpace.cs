namespace Gantry.Storage.Files;

/// <summary>Watches over the space that is left on a disk.</summary>
/// <param name="folder">A folder on the disk.</param>
/// <param name="floor">Bytes to leave free.</param>
internal sealed class FreeSpace(string folder, long floor)
{
    /// <summary>Makes sure that so many more bytes fit.</summary>
    /// <exception cref="NotEnoughSpaceException">They do not.</exception>
    public void Check(long bytes)
    {
        long free = new DriveInfo(folder).AvailableFreeSpace;
        if (free - bytes < floor)
            throw new NotEnoughSpaceException(
                $"The disk has {free >> 20} MiB free, and {floor >> 20} MiB of it are left for prints that run. Delete files that nobody needs, or give gantry a larger disk."
            );
    }

    /// <summary>Whether an error means that the disk is full.</summary>
    public static bool IsFull(IOException error)
    {
        // ENOSPC and EDQUOT of Linux and macOS; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
        int code = error.HResult & 0xFFFF;
        return OperatingSystem.IsWindows() ? code is 112 or 39 : code is 28 or 122 or 69;
    }

    /// <summary>The exception for it.</summary>
    public static NotEnoughSpaceException Full(IOException error) =>
        new("The disk is full: the file was not taken. Free some space, then try again.", error);
}
