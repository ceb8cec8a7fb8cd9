namespace Gantry.Fleet.History;

/// <summary>
/// Whether the clock may decide what is old. A board without a clock of its own begins in 1970, and a wrong time from the network
/// would make everything old at once: what was deleted because of that is gone.
/// </summary>
internal sealed record RetentionClock
{
    /// <summary>The last time that was believed.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>How long the server has run since with a time that is far ahead of it.</summary>
    public double DoubtedSeconds { get; init; }

    /// <summary>When that was counted last: several nodes run at the same time, and an hour of theirs is one.</summary>
    public DateTimeOffset CountedAt { get; init; }

    /// <summary>Earlier than any Gantry: a clock that was not set.</summary>
    public static readonly DateTimeOffset NotSet = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Hardly a server was off for so long.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromDays(365);

    /// <summary>So long people see by every date on the site that the clock is wrong.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromDays(7);

    /// <summary>What is known after another look.</summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="ran">How long the server has run since the look before.</param>
    public RetentionClock Look(DateTimeOffset now, TimeSpan ran)
    {
        if (now < NotSet)
            return this;
        TimeSpan uncounted = now - CountedAt;
        TimeSpan more =
            uncounted < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(ran.Ticks, uncounted.Ticks));
        double doubted = DoubtedSeconds + more.TotalSeconds;
        bool isFar = At != default && now - At > Far;
        return isFar && doubted < Doubt.TotalSeconds
            ? this with
            {
                DoubtedSeconds = doubted,
                CountedAt = more > TimeSpan.Zero || CountedAt > now ? now : CountedAt,
            }
            : new RetentionClock { At = now };
    }

    /// <summary>Whether the time is believed.</summary>
    public bool Believes(DateTimeOffset now) => At == now;
}
