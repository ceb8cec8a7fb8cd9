using Gantry.Fleet.Errors;

namespace Gantry.Fleet.People;

/// <summary>
/// Makes guessing slow: after some tries each further one must wait twice as long as the one before. A try counts before
/// it is judged, so that many at once are many.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="free">Tries without a delay.</param>
/// <param name="longest">The longest delay.</param>
internal sealed class AttemptThrottle(TimeProvider time, int free, TimeSpan longest)
{
    /// <summary>What is remembered at most; beyond it the oldest is forgotten.</summary>
    private const int MaxRemembered = 10_000;

    /// <summary>After this time without a try all is forgiven.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Tries, DateTimeOffset Last, DateTimeOffset NotBefore)> _known = [];

    /// <summary>Counts a try.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.RateLimited"/>: it comes too early.</exception>
    public void Begin(string who)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            DateTimeOffset notBefore = _known.GetValueOrDefault(who).NotBefore;
            if (now < notBefore)
                throw TooMany(notBefore - now);
            Count(who, now);
        }
    }

    /// <summary>Looks whether a try may be made, without counting it: for what cannot be guessed anyway.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.RateLimited"/>: it comes too early.</exception>
    public void Check(string who)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
            if (
                _known.TryGetValue(who, out (int Tries, DateTimeOffset Last, DateTimeOffset NotBefore) known)
                && now < known.NotBefore
            )
                throw TooMany(known.NotBefore - now);
    }

    /// <summary>Counts a try that was bad, however early it came.</summary>
    public void Fail(string who)
    {
        lock (_gate)
            Count(who, time.GetUtcNow());
    }

    /// <summary>A try was good: it does not count.</summary>
    /// <param name="who">Whose.</param>
    /// <param name="forgiveAll">Whether those before do not count either.</param>
    public void Succeed(string who, bool forgiveAll)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(who, out (int Tries, DateTimeOffset Last, DateTimeOffset NotBefore) known))
                return;
            if (forgiveAll || known.Tries <= 1)
                _known.Remove(who);
            else
                _known[who] = known with { Tries = known.Tries - 1, NotBefore = known.Last };
        }
    }

    private void Count(string who, DateTimeOffset now)
    {
        (int tries, DateTimeOffset last, _) = _known.GetValueOrDefault(who);
        if (now - last > Memory)
            tries = 0;
        if (!_known.ContainsKey(who))
            MakeRoom();
        tries++;
        _known[who] = (tries, now, now + Delay(tries));
    }

    private TimeSpan Delay(int tries)
    {
        if (tries <= free)
            return TimeSpan.Zero;
        double seconds = Math.Pow(2, Math.Min(tries - free - 1, 30));
        return seconds < longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : longest;
    }

    private void MakeRoom()
    {
        if (_known.Count >= MaxRemembered)
            foreach (
                string old in _known.OrderBy(k => k.Value.Last).Take(MaxRemembered / 10).Select(k => k.Key).ToArray()
            )
                _known.Remove(old);
    }

    private static FleetException TooMany(TimeSpan wait) =>
        new(FleetError.RateLimited, $"Too many tries. Wait {Math.Ceiling(wait.TotalSeconds)} s, then try again.")
        {
            RetryAfter = wait,
        };
}
