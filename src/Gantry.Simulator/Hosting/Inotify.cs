using System.Runtime.InteropServices;

namespace Gantry.Simulator.Hosting;

/// <summary>The kernel's reports of what happens to files (inotify(7)).</summary>
internal static unsafe partial class Inotify
{
    // Bits of sys/inotify.h.
    public const uint CloseWrite = 0x08;
    public const uint CloseNoWrite = 0x10;
    public const uint Open = 0x20;

    /// <summary>Length of struct inotify_event without a name: watch, mask, cookie, length of the name.</summary>
    public const int EventLength = 16;

    public const int NonBlockingCloseOnExec = 0x80800;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int Create(int flags);

    [LibraryImport(
        Library,
        EntryPoint = "inotify_add_watch",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int AddWatch(int fd, string path, uint mask);

    [LibraryImport(Library, EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int RemoveWatch(int fd, int watch);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nint length);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);
}
