using System.Runtime.InteropServices;

namespace Gantry.Serial.Linux;

/// <summary>The kernel's reports of what happens to files (inotify(7)).</summary>
public static unsafe partial class Inotify
{
    // Bits of sys/inotify.h.

    /// <summary>Its mode, owner or times have changed.</summary>
    public const uint Attributes = 0x04;

    /// <summary>Somebody who could write has closed it.</summary>
    public const uint CloseWrite = 0x08;

    /// <summary>Somebody who could only read has closed it.</summary>
    public const uint CloseNoWrite = 0x10;

    /// <summary>Somebody has opened it.</summary>
    public const uint Open = 0x20;

    /// <summary>A name was moved out of the watched folder.</summary>
    public const uint MovedFrom = 0x40;

    /// <summary>A name was moved into the watched folder.</summary>
    public const uint MovedTo = 0x80;

    /// <summary>A name was made in the watched folder.</summary>
    public const uint Made = 0x100;

    /// <summary>A name was taken away from the watched folder.</summary>
    public const uint TakenAway = 0x200;

    /// <summary>The kernel's queue was full, and events are lost.</summary>
    public const uint Overflow = 0x4000;

    /// <summary>Length of struct inotify_event without a name: watch, mask, cookie, length of the name; bytes.</summary>
    public const int EventLength = 16;

    /// <summary>For <see cref="Create(int)"/>: reading never blocks, and no child inherits it.</summary>
    public const int NonBlockingCloseOnExec = 0x80800;

    private const string Library = "libc";

    /// <summary>Makes an instance; -1 when the user has none left.</summary>
    [LibraryImport(Library, EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int Create(int flags);

    /// <summary>Watches a file or folder; gives its number, or -1.</summary>
    [LibraryImport(
        Library,
        EntryPoint = "inotify_add_watch",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    public static partial int AddWatch(int fd, string path, uint mask);

    /// <summary>Watches it no more.</summary>
    [LibraryImport(Library, EntryPoint = "inotify_rm_watch", SetLastError = true)]
    public static partial int RemoveWatch(int fd, int watch);

    /// <summary>Reads whole events; -1 when there are none.</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nint length);

    /// <summary>Ends the instance with all its watches.</summary>
    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);
}
