namespace Gantry.Serial.Linux;

/// <summary>The number under which a file system knows a file.</summary>
internal static unsafe class Inode
{
    private const int AtFdCwd = -100;
    private const uint StatxInode = 0x100;
    private const int InodeAt = 32;

    /// <summary>The number; 0 when there is no such file.</summary>
    public static ulong Of(string path)
    {
        // struct statx is the same on every architecture: stx_ino at byte 32 of 256 (linux/stat.h).
        byte* status = stackalloc byte[256];
        return LibC.Statx(AtFdCwd, path, 0, StatxInode, status) == 0 ? *(ulong*)(status + InodeAt) : 0;
    }
}
