using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Files;

/// <summary>
/// Brings files and names of files safely to the disk. A sync can take seconds on a slow disk and cannot be cancelled, so it
/// has a thread of its own.
/// </summary>
internal static partial class FileSync
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>What the file holds is on the disk when this ends.</summary>
    public static Task FlushAsync(SafeFileHandle file) => RunAsync(() => RandomAccess.FlushToDisk(file));

    /// <summary>Which names the folder has is on the disk when this ends. Windows does so by itself.</summary>
    /// <exception cref="IOException">It cannot be synced.</exception>
    public static Task FlushFolderAsync(string path) =>
        OperatingSystem.IsWindows() ? Task.CompletedTask : RunAsync(() => FlushFolder(path));

    private static Task RunAsync(Action sync)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Run()
        {
            try
            {
                sync();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
        new Thread(Run, 128 * 1024) { IsBackground = true, Name = "gantry-fsync" }.Start();
        return done.Task;
    }

    /// <summary>As <see cref="FlushFolderAsync"/>, on the present thread.</summary>
    public static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        int folder = Open(path, OperatingSystem.IsLinux() ? ReadOnly | CloseOnExec : ReadOnly);
        if (folder < 0)
            throw Error("open", path);
        try
        {
            if (Fsync(folder) < 0)
                throw Error("sync", path);
        }
        finally
        {
            _ = Close(folder);
        }
    }

    private static IOException Error(string what, string path) =>
        new($"Cannot {what} the folder {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
