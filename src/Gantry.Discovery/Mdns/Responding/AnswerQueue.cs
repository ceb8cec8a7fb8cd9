using System.Net;
using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Responding;

/// <summary>
/// What will be multicast on a link and when: not too often, together where it can be, and not at all when the askers turn
/// out to know it or somebody else said it first (RFC 6762 sections 6, 7.1, 7.2, 7.4).
/// </summary>
internal sealed class AnswerQueue
{
    private static readonly TimeSpan LongestMemory = TimeSpan.FromSeconds(MdnsTiming.OtherTtl / 4.0);

    private readonly Dictionary<RecordKey, PendingAnswer> _pending = [];
    private readonly Dictionary<RecordKey, TimeSpan> _lastMulticast = [];

    /// <summary>When something must be sent.</summary>
    public TimeSpan? Due => _pending.Count == 0 ? null : _pending.Values.Min(p => p.Due);

    /// <summary>Plans a record, no sooner than is allowed after it was sent last.</summary>
    public void Plan(DnsRecord record, TimeSpan due, TimeSpan gap, IPEndPoint asker)
    {
        if (_lastMulticast.TryGetValue(record.Key, out TimeSpan last) && due < last + gap)
            due = last + gap;
        if (!_pending.TryGetValue(record.Key, out PendingAnswer? pending))
            _pending[record.Key] = pending = new PendingAnswer(record, due);
        pending.Ask(asker, due);
    }

    /// <summary>An asker knows this one already.</summary>
    public void Withdraw(DnsRecord known, IPEndPoint asker)
    {
        if (_pending.TryGetValue(known.Key, out PendingAnswer? pending) && Suppresses(known, pending.Record))
            if (pending.Withdraw(asker))
                _pending.Remove(known.Key);
    }

    /// <summary>Somebody else multicast this one: everybody knows it now.</summary>
    public void Heard(DnsRecord said)
    {
        if (_pending.TryGetValue(said.Key, out PendingAnswer? pending) && said.Ttl >= pending.Record.Ttl)
            _pending.Remove(said.Key);
    }

    /// <summary>Whether all have heard the record within the last quarter of its life (RFC 6762 section 5.4).</summary>
    public bool WasMulticastLately(DnsRecord record, TimeSpan now) =>
        _lastMulticast.TryGetValue(record.Key, out TimeSpan last)
        && now - last < TimeSpan.FromSeconds(record.Ttl / 4.0);

    /// <summary>Notes that a record is multicast now, and no longer planned.</summary>
    public void Sent(DnsRecord record, TimeSpan now)
    {
        _lastMulticast[record.Key] = now;
        _pending.Remove(record.Key);
        // Of records that change their text again and again; no rule looks further back.
        if (_lastMulticast.Count > MdnsLimits.CachedRecords)
            foreach (
                RecordKey old in _lastMulticast.Where(l => l.Value + LongestMemory < now).Select(l => l.Key).ToArray()
            )
                _lastMulticast.Remove(old);
    }

    /// <summary>Forgets a record that is no longer ours.</summary>
    public void Forget(DnsRecord record)
    {
        _lastMulticast.Remove(record.Key);
        _pending.Remove(record.Key);
    }

    /// <summary>What is due.</summary>
    public IReadOnlyList<DnsRecord> TakeDue(TimeSpan now)
    {
        DnsRecord[] due = [.. _pending.Values.Where(p => p.Due <= now).Select(p => p.Record)];
        foreach (DnsRecord record in due)
            Sent(record, now);
        return due;
    }

    /// <summary>Whether a known answer makes ours needless: half of its life must be left (RFC 6762 section 7.1).</summary>
    public static bool Suppresses(DnsRecord known, DnsRecord ours) =>
        known.Key == ours.Key && known.Ttl >= ours.Ttl / 2;
}
