using System.Runtime.InteropServices;

namespace Gantry.Sharing.Book;

/// <summary>Replaces a file so that everybody, also after a power cut, finds either the old or the new one whole.</summary>
internal static partial class AtomicFile
{
    private const int ReadOnlyCloseOnExec = 0x80000;

    /// <exception cref="IOException">It cannot be written; the old one is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> contents)
    {
        string fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(contents);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>The new name is on the disk, too. Windows does so by itself.</summary>
    private static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int folder = Open(path, OperatingSystem.IsLinux() ? ReadOnlyCloseOnExec : 0);
        if (folder < 0)
            throw Failed(path);
        bool isSynced = Sync(folder) == 0;
        IOException? failure = isSynced ? null : Failed(path);
        _ = Close(folder);
        if (failure is not null)
            throw failure;
    }

    private static IOException Failed(string path) =>
        new($"Cannot sync the folder {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
