using Gantry.Printing;

namespace Gantry.Bench.Printing;

/// <summary>Waits for what a printer does.</summary>
internal static class PrinterWait
{
    /// <summary>Waits until a snapshot is as wanted; an hour at most.</summary>
    /// <param name="printer">The printer.</param>
    /// <param name="wanted">What to wait for.</param>
    /// <param name="asked">What was asked of it before, whose failure is told.</param>
    public static async Task ForAsync(Printer printer, Func<PrinterSnapshot, bool> wanted, Task asked)
    {
        await asked;
        using var limit = new CancellationTokenSource(TimeSpan.FromHours(1));
        await foreach (PrinterSnapshot snapshot in printer.WatchAsync(limit.Token))
            if (wanted(snapshot))
                return;
    }
}
