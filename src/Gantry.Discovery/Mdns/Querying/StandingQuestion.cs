namespace Gantry.Discovery.Mdns.Querying;

/// <summary>A question that stands until it is taken back.</summary>
internal sealed class StandingQuestion(Topic topic, TimeSpan firstDue)
{
    private TimeSpan _lastWait = MdnsTiming.QuestionInterval;
    private TimeSpan _interval = MdnsTiming.QuestionInterval;

    /// <summary>What is asked.</summary>
    public Topic Topic { get; } = topic;

    /// <summary>How many want to know.</summary>
    public int Askers { get; set; } = 1;

    /// <summary>Whether one answer is not all: of a type there may always be one more instance.</summary>
    public bool IsOpen => Topic.Type == Dns.DnsType.Ptr;

    /// <summary>When to ask; null while an answer is known.</summary>
    public TimeSpan? Due { get; private set; } = firstDue;

    /// <summary>It is asked now, and later again, each time after twice the wait.</summary>
    public void Asked(TimeSpan now)
    {
        _lastWait = _interval;
        Due = now + _interval;
        _interval = _interval * 2 > MdnsTiming.QuestionIntervalMax ? MdnsTiming.QuestionIntervalMax : _interval * 2;
    }

    /// <summary>
    /// Somebody else asked just this: the answer will reach us too (RFC 6762 section 7.3). Our own question comes back to us
    /// as well, and then this changes nothing.
    /// </summary>
    public void AskedByOther(TimeSpan now)
    {
        if (Due is not null)
            Due = now + _lastWait;
    }

    /// <summary>The answer is known.</summary>
    public void Answered() => Due = null;

    /// <summary>The answer is lost: asks as if for the first time.</summary>
    public void Lost(TimeSpan now)
    {
        if (Due is not null)
            return;
        Due = now;
        _interval = _lastWait = MdnsTiming.QuestionInterval;
    }
}
