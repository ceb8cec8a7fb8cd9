using System.Collections.Concurrent;

namespace Gantry.Fleet.Queue;

/// <summary>
/// Printers on which starts came to nothing. The first is tried again at once, as with the next job all may be well; then the
/// pauses grow, so that a folder that takes no journal fills neither the books nor the log.
/// </summary>
internal sealed class FailedStarts(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, Failure> _failures = new();

    /// <summary>Whether a printer is not offered work for a while.</summary>
    public bool MustRest(long printer) =>
        _failures.TryGetValue(printer, out Failure? failure) && time.GetElapsedTime(failure.At) < failure.Pause;

    /// <summary>A print on it has begun.</summary>
    public void Forget(long printer) => _failures.TryRemove(printer, out _);

    /// <summary>A print on it did not begin.</summary>
    public void Add(long printer)
    {
        TimeSpan pause =
            !_failures.TryGetValue(printer, out Failure? before) ? TimeSpan.Zero
            : before.Pause == TimeSpan.Zero ? FirstPause
            : before.Pause * 2;
        _failures[printer] = new Failure(time.GetTimestamp(), pause < LongestPause ? pause : LongestPause);
    }

    private sealed record Failure(long At, TimeSpan Pause);
}
