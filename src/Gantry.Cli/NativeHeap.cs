using System.Runtime.InteropServices;

namespace Gantry.Cli;

/// <summary>The heap of the C library, in which the runtime's compiler and SQLite work.</summary>
internal static class NativeHeap
{
    /// <summary><c>M_ARENA_MAX</c> of glibc's malloc.h.</summary>
    private const int MostArenas = -8;

    /// <summary>
    /// Has all threads share one heap instead of up to eight for each processor, which each keep what was used in them once: no
    /// thread takes native memory so often that it would wait for another. Other C libraries than glibc have no such setting.
    /// </summary>
    public static unsafe void Share()
    {
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallopt", out nint set))
            _ = ((delegate* unmanaged<int, int, int>)set)(MostArenas, 1);
    }
}
