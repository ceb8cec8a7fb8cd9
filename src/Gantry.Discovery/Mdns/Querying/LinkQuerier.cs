using Gantry.Discovery.Dns;
using Gantry.Discovery.Mdns.Responding;

namespace Gantry.Discovery.Mdns.Querying;

/// <summary>Asks on one link, and remembers the answers.</summary>
internal sealed class LinkQuerier(LinkId link, Random random, Action<Outbound> send)
{
    private readonly Dictionary<Topic, StandingQuestion> _questions = [];

    /// <summary>What was heard.</summary>
    public RecordCache Cache { get; } = new(random);

    /// <summary>When something is due.</summary>
    public TimeSpan? Due =>
        _questions.Values.Aggregate(Cache.Due(_questions.ContainsKey), (due, q) => Waits.Sooner(due, q.Due));

    /// <summary>Somebody wants to know this from now on.</summary>
    public void Ask(Topic topic, TimeSpan now)
    {
        if (_questions.TryGetValue(topic, out StandingQuestion? question))
            question.Askers++;
        else
            _questions[topic] = new StandingQuestion(
                topic,
                now + random.Between(MdnsTiming.FirstQuestionMin, MdnsTiming.FirstQuestionMax)
            );
    }

    /// <summary>Somebody no longer wants to know it.</summary>
    public void Release(Topic topic)
    {
        if (_questions.TryGetValue(topic, out StandingQuestion? question) && --question.Askers == 0)
            _questions.Remove(topic);
    }

    /// <summary>Sends what is due, and forgets what no longer holds.</summary>
    public void Advance(TimeSpan now)
    {
        Cache.Advance(now);
        var asked = new HashSet<Topic>(Cache.TakeRefreshes(now, _questions.ContainsKey));
        foreach (StandingQuestion question in _questions.Values)
            if (IsDue(question, now) && asked.Add(question.Topic))
                question.Asked(now);
        if (asked.Count == 0)
            return;
        DnsQuestion[] questions = [.. asked.Select(t => new DnsQuestion(t.Name, t.Type))];
        foreach (byte[] message in MessagePacker.Query(questions, [.. asked.SelectMany(t => Known(t, now))]))
            send(new Outbound(link, null, message));
    }

    /// <summary>Takes what was said.</summary>
    public void Response(Inbound response, TimeSpan now) => Cache.Take(response.Message, now);

    /// <summary>Looks whether somebody asked what we were about to ask.</summary>
    public void Query(Inbound query, TimeSpan now)
    {
        DnsMessage message = query.Message;
        if (query.IsLegacy || !query.WasMulticast || message.Authorities.Count > 0 || message.IsTruncated)
            return;
        foreach (DnsQuestion asked in message.Questions.Where(q => !q.UnicastWanted))
        {
            var topic = new Topic(asked.Name, asked.Type);
            if (!_questions.TryGetValue(topic, out StandingQuestion? question))
                continue;
            // What they know and we do not would be held back from us as well.
            var known = Known(topic, now).Select(r => r.Key).ToHashSet();
            bool knowsMore = message.Answers.Any(r =>
                r.Name.Equals(topic.Name) && r.Type == topic.Type && !known.Contains(r.Key)
            );
            if (!knowsMore)
                question.AskedByOther(now);
        }
    }

    private bool IsDue(StandingQuestion question, TimeSpan now)
    {
        if (!question.IsOpen && Cache.Find(question.Topic).Count > 0)
        {
            question.Answered();
            return false;
        }
        question.Lost(now);
        return question.Due <= now;
    }

    private IEnumerable<DnsRecord> Known(Topic topic, TimeSpan now) =>
        Cache.Find(topic).Select(c => c.Known(now)).OfType<DnsRecord>();
}
