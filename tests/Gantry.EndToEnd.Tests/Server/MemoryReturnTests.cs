using System.Globalization;
using System.Runtime.InteropServices;
using Gantry.Server.Hosting;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What the C library keeps for itself goes back to the system.</summary>
public sealed class MemoryReturnTests
{
    private const int Blocks = 128 * 1024;

    [Fact]
    public void Freed_memory_below_a_used_block_goes_back()
    {
        nint[] blocks = [.. Enumerable.Range(0, Blocks).Select(_ => Filled())];
        foreach (nint block in blocks.SkipLast(1))
            Marshal.FreeHGlobal(block);
        long before = Resident();

        MemoryReturn.Return();

        Marshal.FreeHGlobal(blocks[^1]);
        (before - Resident()).ShouldBeGreaterThan(Blocks / 2 * 1024L, "a freed block of 1 KB each");
    }

    private static nint Filled()
    {
        nint block = Marshal.AllocHGlobal(1024);
        Marshal.WriteInt64(block, 1);
        return block;
    }

    private static long Resident() =>
        1024
        * long.Parse(
            File.ReadLines("/proc/self/status")
                .First(l => l.StartsWith("RssAnon:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
