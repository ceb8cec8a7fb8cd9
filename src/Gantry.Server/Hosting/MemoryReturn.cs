using System.Runtime;
using System.Runtime.InteropServices;
using Gantry.Fleet;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Hosting;

/// <summary>
/// Gives back to the system what the start, or the first use of a part, has left behind: the compiler's working memory, which the C
/// library keeps for a next time that seldom comes, and the garbage of that work. On a small machine both are a tenth of all
/// that the server has.
/// </summary>
internal sealed partial class MemoryReturn(TimeProvider time, ILogger<MemoryReturn> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    /// <summary>What fewer compiled methods have left can wait for the fourth look.</summary>
    private const long Many = 50;

    /// <summary>A heap of at most so many bytes is gone through in some milliseconds; printers have more than that to do.</summary>
    private const long SmallHeap = 16 * 1024 * 1024;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BackgroundLoop.KeepAsync("What gives memory back", RunAsync, time, log, stoppingToken);

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Look, time);
        long returned = 0;
        for (int look = 1; await timer.WaitForNextTickAsync(stop); look++)
        {
            long left = JitInfo.GetCompiledMethodCount() - returned;
            if (left < Many && (left == 0 || look % 4 != 0))
                continue;
            Return();
            returned = JitInfo.GetCompiledMethodCount();
        }
    }

    /// <summary>Gives back what is not used.</summary>
    internal static void Return()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) <= SmallHeap)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "malloc_trim", out nint trim))
            Trim(trim);
    }

    /// <summary>glibc's malloc_trim(3); other C libraries have none.</summary>
    private static unsafe void Trim(nint function) => _ = ((delegate* unmanaged<nuint, int>)function)(0);
}
