using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Querying;

/// <summary>What was heard on one link, for as long as it holds.</summary>
internal sealed class RecordCache(Random random)
{
    private readonly Dictionary<Topic, Dictionary<DnsData, CachedRecord>> _records = [];
    private int _count;

    /// <summary>Counted up with every record that came or went, but not with one that was only said again.</summary>
    public int Version { get; private set; }

    /// <summary>How many records there are.</summary>
    public int Count => _count;

    /// <summary>What there is of a name and type.</summary>
    public IReadOnlyCollection<CachedRecord> Find(Topic topic) =>
        _records.TryGetValue(topic, out Dictionary<DnsData, CachedRecord>? found) ? found.Values : [];

    /// <summary>Takes what a response says.</summary>
    public void Take(DnsMessage response, TimeSpan now)
    {
        foreach (DnsRecord record in response.Answers.Concat(response.Additionals))
            if (record.Class == DnsRecord.Internet)
                Take(record, now);
    }

    /// <summary>Forgets what no longer holds.</summary>
    public void Advance(TimeSpan now)
    {
        foreach (Topic topic in _records.Where(r => r.Value.Values.Any(IsOver)).Select(r => r.Key).ToArray())
            RemoveAll(topic, IsOver);
        bool IsOver(CachedRecord record) => record.Expires <= now;
    }

    /// <summary>When something expires or should be asked for again.</summary>
    public TimeSpan? Due(Func<Topic, bool> isWanted)
    {
        TimeSpan? due = null;
        foreach ((Topic topic, Dictionary<DnsData, CachedRecord> records) in _records)
        {
            bool wanted = isWanted(topic);
            foreach (CachedRecord record in records.Values)
                due = Waits.Sooner(due, wanted ? Waits.Sooner(record.RefreshDue, record.Expires) : record.Expires);
        }
        return due;
    }

    /// <summary>The wanted topics that should be asked for again now.</summary>
    public IReadOnlyList<Topic> TakeRefreshes(TimeSpan now, Func<Topic, bool> isWanted)
    {
        var refreshes = new List<Topic>();
        foreach ((Topic topic, Dictionary<DnsData, CachedRecord> records) in _records)
        {
            if (!isWanted(topic))
                continue;
            bool due = false;
            foreach (CachedRecord record in records.Values)
                while (record.RefreshDue <= now)
                {
                    record.Refreshed();
                    due = true;
                }
            if (due)
                refreshes.Add(topic);
        }
        return refreshes;
    }

    private void Take(DnsRecord record, TimeSpan now)
    {
        var topic = new Topic(record.Name, record.Type);
        _records.TryGetValue(topic, out Dictionary<DnsData, CachedRecord>? known);
        if (known is not null && record.CacheFlush)
            foreach (CachedRecord old in known.Values)
                // What came within the last second may be the first part of the same answer (RFC 6762 section 10.2).
                if (old.Record.Key != record.Key && now - old.Received > MdnsTiming.Grace)
                    old.EndSoon(now);
        CachedRecord? same = known?.GetValueOrDefault(record.Data);
        if (record.Ttl == 0)
            same?.EndSoon(now);
        else if (same is not null)
            known![record.Data] = new CachedRecord(record, now, random);
        else
            Add(topic, new CachedRecord(record, now, random));
    }

    private void Add(Topic topic, CachedRecord record)
    {
        if (_count >= MdnsLimits.CachedRecords)
            MakeRoom();
        if (!_records.TryGetValue(topic, out Dictionary<DnsData, CachedRecord>? records))
            _records[topic] = records = [];
        records.Add(record.Record.Data, record);
        _count++;
        Version++;
    }

    /// <summary>For some at once, so that a flood does not sort the whole for each record.</summary>
    private void MakeRoom()
    {
        var first = _records
            .Values.SelectMany(r => r.Values)
            .OrderBy(r => r.Expires)
            .Take(MdnsLimits.CachedRecords / 16)
            .ToHashSet();
        foreach (Topic topic in first.Select(r => new Topic(r.Record.Name, r.Record.Type)).Distinct().ToArray())
            RemoveAll(topic, first.Contains);
    }

    private void RemoveAll(Topic topic, Func<CachedRecord, bool> match)
    {
        Dictionary<DnsData, CachedRecord> records = _records[topic];
        foreach (CachedRecord record in records.Values.Where(match).ToArray())
        {
            records.Remove(record.Record.Data);
            _count--;
            Version++;
        }
        if (records.Count == 0)
            _records.Remove(topic);
    }
}
