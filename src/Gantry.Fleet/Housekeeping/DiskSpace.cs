using System.Runtime.InteropServices;
using Gantry.Storage;

namespace Gantry.Fleet.Housekeeping;

/// <summary>Looks at the disks on which this node keeps its data, its journals and its files.</summary>
internal sealed partial class DiskSpace(StorageOptions options)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Below this nothing new is started: a print needs a megabyte for its journal, and more are about to begin.</summary>
    private const long StartFloor = 16 * MiB;

    private const int MayWrite = 2;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>The worst of them; null when all is well.</summary>
    public DiskTrouble? Look() =>
        ((string[])[options.Data.Root, options.JournalsDirectory, options.FilesDirectory])
            .Where(Directory.Exists)
            .Select(Look)
            .OfType<DiskTrouble>()
            .MaxBy(t => t.Kind);

    /// <summary>Why nothing new can be started; null when it can.</summary>
    public string? WhyNothingStarts() => Look() is { Kind: > DiskTroubleKind.Low } trouble ? trouble.Text : null;

    private DiskTrouble? Look(string folder)
    {
        if (
            OperatingSystem.IsLinux()
            && Access(folder, MayWrite) < 0
            && Marshal.GetLastPInvokeError() == ReadOnlyFileSystem
        )
            return new(
                DiskTroubleKind.ReadOnly,
                "The server's disk can only be read, as a memory card that is worn out. Prints that run go on, but nothing is saved. Replace it."
            );
        long free = Free(folder);
        if (free < StartFloor)
            return new(
                DiskTroubleKind.Full,
                $"The server's disk is full: {free / MiB} MiB are left. Prints that run go on, and nothing new is started until {StartFloor / MiB} MiB are free."
            );
        long floor = options.Files.FreeSpaceFloor;
        return free < floor
            ? new(
                DiskTroubleKind.Low,
                $"The server's disk is almost full: {free / MiB} MiB are left. No more files are taken until {floor / MiB} MiB are free."
            )
            : null;
    }

    private static long Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Who cannot say it, as some network drives, is taken for one with room.
            return long.MaxValue;
        }
    }

    [LibraryImport("libc", EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
