using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Querying;

/// <summary>A record that somebody told us, and how long it holds.</summary>
internal sealed class CachedRecord
{
    /// <summary>RFC 6762 section 5.2: asked for again at these parts of its life…</summary>
    private static readonly double[] RefreshAt = [0.80, 0.85, 0.90, 0.95];

    /// <summary>…and up to this part of it more, so that not all ask at once.</summary>
    private const double RefreshJitter = 0.02;

    private readonly double _jitter;
    private readonly TimeSpan _life;
    private int _refreshed;

    /// <summary>Remembers a record from now on.</summary>
    public CachedRecord(DnsRecord record, TimeSpan now, Random random)
    {
        Record = record;
        Received = now;
        _life = TimeSpan.FromSeconds(Math.Min(record.Ttl, MdnsLimits.LongestTtl.TotalSeconds));
        Expires = now + _life;
        _jitter = random.NextDouble() * RefreshJitter;
    }

    /// <summary>What was told.</summary>
    public DnsRecord Record { get; }

    /// <summary>When.</summary>
    public TimeSpan Received { get; }

    /// <summary>Until when it holds.</summary>
    public TimeSpan Expires { get; private set; }

    /// <summary>When to ask again, if somebody still wants it; null when all is tried.</summary>
    public TimeSpan? RefreshDue =>
        _refreshed < RefreshAt.Length && Expires == Received + _life
            ? Received + (_life * (RefreshAt[_refreshed] + _jitter))
            : null;

    /// <summary>It was asked for again.</summary>
    public void Refreshed() => _refreshed++;

    /// <summary>It holds a moment longer at most.</summary>
    public void EndSoon(TimeSpan now)
    {
        if (now + MdnsTiming.Grace < Expires)
            Expires = now + MdnsTiming.Grace;
    }

    /// <summary>The record as a known answer, or null when less than half of its life is left (RFC 6762 section 7.1).</summary>
    public DnsRecord? Known(TimeSpan now) =>
        Expires - now > _life / 2 ? Record with { CacheFlush = false, Ttl = (uint)(Expires - now).TotalSeconds } : null;
}
