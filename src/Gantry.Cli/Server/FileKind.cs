using System.Runtime.InteropServices;

namespace Gantry.Cli.Server;

/// <summary>What is behind a path.</summary>
internal static partial class FileKind
{
    private const int AtFdCwd = -100;
    private const uint StatxType = 0x1;
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether something is there that is no file with content of its own: a device, a pipe, a socket.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        // struct statx is the same on every architecture: stx_mode at byte 28 of 256 (linux/stat.h).
        Span<byte> status = stackalloc byte[256];
        return Statx(AtFdCwd, path, 0, StatxType, status) == 0
            && (MemoryMarshal.Read<ushort>(status[ModeAt..]) & TypeMask) != RegularFile;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> status);
}
