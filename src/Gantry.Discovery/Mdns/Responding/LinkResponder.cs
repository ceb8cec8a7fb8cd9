using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns.Claims;

namespace Gantry.Discovery.Mdns.Responding;

/// <summary>Gets, keeps and tells our names on one link, and answers for them.</summary>
internal sealed class LinkResponder(IConflictJudge judge, Random random, Action<Outbound> send)
{
    private readonly List<ClaimOnLink> _claims = [];
    private readonly AnswerQueue _queue = new();
    private OwnRecords? _records;

    /// <summary>How the link stands.</summary>
    public required LinkDescription Link
    {
        get;
        set
        {
            field = value;
            _records = null;
        }
    }

    /// <summary>When something is due.</summary>
    public TimeSpan? Due => _claims.Aggregate(_queue.Due, (due, claim) => Waits.Sooner(due, claim.Due));

    /// <summary>How far a claim is here.</summary>
    public ClaimPhase PhaseOf(Claim claim) => Find(claim)?.Phase ?? ClaimPhase.Probing;

    /// <summary>Begins to ask for a name.</summary>
    public void Add(Claim claim, TimeSpan now)
    {
        var added = new ClaimOnLink(claim);
        added.Probe(now + judge.Pause() + random.Between(TimeSpan.Zero, MdnsTiming.ProbeStart));
        _claims.Add(added);
        _records = null;
    }

    /// <summary>Begins to ask for a name again, or for another one.</summary>
    public void Probe(Claim claim, TimeSpan now)
    {
        Find(claim)?.Probe(now + judge.Pause() + random.Between(TimeSpan.Zero, MdnsTiming.ProbeStart));
        _records = null;
    }

    /// <summary>Tells everybody what changed in the records of a name that is ours.</summary>
    public void Announce(Claim claim, TimeSpan now)
    {
        Find(claim)?.Announce(now);
        _records = null;
    }

    /// <summary>Gives names back, and says so (RFC 6762 section 10.1).</summary>
    public void Remove(IReadOnlyCollection<Claim> claims)
    {
        ClaimOnLink[] gone = [.. _claims.Where(c => claims.Contains(c.Claim))];
        _claims.RemoveAll(gone.Contains);
        _records = null;
        var kept = _claims.SelectMany(c => c.Claim.SharedRecords).Select(r => r.Key).ToHashSet();
        DnsRecord[] records =
        [
            .. gone.Where(c => c.IsAnswered)
                .SelectMany(c => RecordsOf(c.Claim))
                .Where(r => !kept.Contains(r.Key))
                // Addresses may be another responder's of this machine as well, and they stay true when we go.
                .Where(r => r.Data is not AddressData)
                .DistinctBy(r => r.Key),
        ];
        foreach (DnsRecord record in gone.SelectMany(c => RecordsOf(c.Claim)).Where(r => !kept.Contains(r.Key)))
            _queue.Forget(record);
        Multicast([.. records.Select(r => r with { Ttl = 0 })], []);
    }

    /// <summary>Sends what is due.</summary>
    public void Advance(TimeSpan now)
    {
        SendProbes(now);
        SendAnnouncements(now);
        IReadOnlyList<DnsRecord> answers = _queue.TakeDue(now);
        if (answers.Count > 0)
            Multicast(answers, Records().Additional(answers));
    }

    /// <summary>Answers questions, and looks who else probes.</summary>
    public void Query(Inbound query, TimeSpan now)
    {
        DnsMessage message = query.Message;
        if (message.Authorities.Count > 0)
            CompareProbes(message, now);
        if (message.Questions.Count == 0)
            foreach (DnsRecord known in message.Answers)
                _queue.Withdraw(known, query.From);
        OwnRecords records = Records();
        var direct = new List<DnsRecord>();
        foreach (DnsQuestion question in message.Questions)
        foreach (DnsRecord record in records.Answer(question))
        {
            if (!query.IsLegacy && message.Answers.Any(known => AnswerQueue.Suppresses(known, record)))
                continue;
            bool directly =
                query.IsLegacy
                || (
                    (question.UnicastWanted || !query.WasMulticast)
                    && message.Authorities.Count == 0
                    && _queue.WasMulticastLately(record, now)
                );
            if (!directly)
                Plan(record, query, now);
            else if (direct.TrueForAll(d => d.Key != record.Key))
                direct.Add(record);
        }
        if (direct.Count > 0)
            AnswerDirectly(query, direct, records.Additional(direct));
    }

    /// <summary>Looks whether somebody contradicts us, or has said what we are about to say.</summary>
    public void Response(Inbound response, TimeSpan now)
    {
        foreach (DnsRecord theirs in response.Message.Answers.Concat(response.Message.Additionals))
        {
            if (theirs.Class != DnsRecord.Internet)
                continue;
            if (response.WasMulticast)
                _queue.Heard(theirs);
            if (theirs.Ttl > 0)
                LookForConflict(theirs, now);
            // A second responder with the same record says that it is gone, or soon forgotten: ours is not (sections 6.6, 10.1).
            if (response.WasMulticast && Records().Find(theirs.Key) is { } ours && theirs.Ttl < ours.Ttl / 2)
                _queue.Plan(ours, now, MdnsTiming.MulticastGap, response.From);
        }
    }

    private void LookForConflict(DnsRecord theirs, TimeSpan now)
    {
        foreach (ClaimOnLink claim in Records().Claims(theirs.Name))
        {
            if (!claim.Claim.Contradicts(theirs, Link, judge.Addresses, now))
                continue;
            judge.Conflict();
            if (claim.IsAnswered)
                claim.Probe(now + judge.Pause());
            else
                judge.Rename(claim.Claim);
            _records = null;
        }
    }

    private void CompareProbes(DnsMessage probe, TimeSpan now)
    {
        foreach (ClaimOnLink claim in _claims.Where(c => c.Phase == ClaimPhase.Probing))
        {
            DnsRecord[] theirs = [.. probe.Authorities.Where(r => r.Name.Equals(claim.Claim.Name))];
            if (!theirs.Any(r => claim.Claim.Contradicts(r, Link, judge.Addresses, now)))
                continue;
            if (Tiebreak.Compare(claim.Claim.UniqueRecords(Link), theirs) < 0)
                claim.Probe(now + MdnsTiming.ProbeDefer);
        }
    }

    private void Plan(DnsRecord record, Inbound query, TimeSpan now)
    {
        bool isProbe = query.Message.Authorities.Count > 0;
        TimeSpan wait =
            query.Message.IsTruncated ? random.Between(MdnsTiming.TruncatedMin, MdnsTiming.TruncatedMax)
            : isProbe || record.CacheFlush ? TimeSpan.Zero
            : random.Between(MdnsTiming.SharedAnswerMin, MdnsTiming.SharedAnswerMax);
        _queue.Plan(record, now + wait, isProbe ? MdnsTiming.ProbeAnswerGap : MdnsTiming.MulticastGap, query.From);
    }

    private void AnswerDirectly(Inbound query, List<DnsRecord> answers, IReadOnlyList<DnsRecord> additionals)
    {
        var message = new DnsMessageBuilder(
            query.IsLegacy ? query.Message.Id : (ushort)0,
            DnsMessage.ResponseFlags,
            MdnsLimits.GoodDatagram
        );
        if (query.IsLegacy)
            foreach (DnsQuestion question in query.Message.Questions)
                message.TryAdd(question with { UnicastWanted = false });
        foreach (DnsRecord record in answers)
            message.TryAdd(DnsSection.Answer, query.IsLegacy ? ForLegacy(record) : record);
        foreach (DnsRecord record in additionals)
            message.TryAdd(DnsSection.Additional, query.IsLegacy ? ForLegacy(record) : record);
        send(new Outbound(Link.Id, query.From, message.Build()));
    }

    /// <summary>A plain DNS client knows no flush bit, and must not keep what it will not hear change (RFC 6762 section 6.7).</summary>
    private static DnsRecord ForLegacy(DnsRecord record) =>
        record with
        {
            CacheFlush = false,
            Ttl = Math.Min(record.Ttl, MdnsTiming.LegacyTtl),
        };

    private void SendProbes(TimeSpan now)
    {
        var probes = new List<(DnsName, IReadOnlyList<DnsRecord>)>();
        foreach (ClaimOnLink claim in _claims.Where(c => c.Phase == ClaimPhase.Probing && c.Due <= now))
            if (claim.StepProbe(now))
                probes.Add((claim.Claim.Name, claim.Claim.UniqueRecords(Link)));
            else
                _records = null;
        foreach (byte[] message in MessagePacker.Probe(probes))
            send(new Outbound(Link.Id, null, message));
    }

    private void SendAnnouncements(TimeSpan now)
    {
        ClaimOnLink[] due = [.. _claims.Where(c => c.Phase == ClaimPhase.Announcing && c.Due <= now)];
        if (due.Length == 0)
            return;
        DnsRecord[] records = [.. due.SelectMany(c => RecordsOf(c.Claim)).DistinctBy(r => r.Key)];
        foreach (DnsRecord record in records)
            _queue.Sent(record, now);
        foreach (ClaimOnLink claim in due)
            claim.StepAnnouncement(now);
        Multicast(records, [.. due.Select(c => c.Claim.Nsec(Link))]);
    }

    private void Multicast(IReadOnlyList<DnsRecord> answers, IReadOnlyList<DnsRecord> additionals)
    {
        foreach (byte[] message in MessagePacker.Response(answers, additionals))
            send(new Outbound(Link.Id, null, message));
    }

    private IEnumerable<DnsRecord> RecordsOf(Claim claim) => claim.SharedRecords.Concat(claim.UniqueRecords(Link));

    private OwnRecords Records() => _records ??= new OwnRecords(Link, _claims);

    private ClaimOnLink? Find(Claim claim) => _claims.Find(c => ReferenceEquals(c.Claim, claim));
}
