namespace Gantry.Tests.Support;

/// <summary>How many bytes a piece of work allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// A collection that another thread starts closes this thread's allocation buffer, and what was left of it, up to
    /// 8 KiB, counts as allocated. That cannot happen in every attempt; what the work allocates itself does.
    /// </summary>
    private const int Attempts = 20;

    /// <summary>The bytes that the calling thread allocates while it does the work: the least of a few attempts.</summary>
    public static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
