namespace Gantry.Firmware;

/// <summary>Durations from 1 µs to some minutes in logarithmic classes of 5 %, in constant memory.</summary>
public sealed class DurationHistogram
{
    private const int Classes = 400;
    private static readonly double LogOfStep = Math.Log(1.05);

    private readonly long[] _counts = new long[Classes];

    /// <summary>How many durations were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a duration.</summary>
    public void Add(TimeSpan duration)
    {
        double microseconds = Math.Max(1, duration.TotalMicroseconds);
        _counts[Math.Min(Classes - 1, (int)(Math.Log(microseconds) / LogOfStep))]++;
        Count++;
    }

    /// <summary>The duration that this share of all does not exceed, within 5 %.</summary>
    /// <param name="share">0.5 for the median, 0.99 for the 99th percentile.</param>
    public TimeSpan Percentile(double share)
    {
        long rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (int i = 0; i < Classes; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0)
                return TimeSpan.FromMicroseconds(Math.Exp((i + 0.5) * LogOfStep));
        }
        return TimeSpan.Zero;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }
}
