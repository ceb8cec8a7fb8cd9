using Gantry.Discovery.Mdns.Querying;
using Gantry.Discovery.Mdns.Responding;

namespace Gantry.Discovery.Mdns;

/// <summary>Both sides of the protocol on one link.</summary>
internal sealed class MdnsLink(LinkDescription link, IConflictJudge judge, Random random, Action<Outbound> send)
{
    /// <summary>Our names.</summary>
    public LinkResponder Responder { get; } = new(judge, random, send) { Link = link };

    /// <summary>Our questions.</summary>
    public LinkQuerier Querier { get; } = new(link.Id, random, send);

    /// <summary>When something is due.</summary>
    public TimeSpan? Due => Waits.Sooner(Responder.Due, Querier.Due);

    /// <summary>Does what is due.</summary>
    public void Advance(TimeSpan now)
    {
        Responder.Advance(now);
        Querier.Advance(now);
    }

    /// <summary>Takes a message.</summary>
    public void Receive(Inbound inbound, TimeSpan now)
    {
        if (!inbound.Message.IsResponse)
        {
            Querier.Query(inbound, now);
            Responder.Query(inbound, now);
            return;
        }
        // Section 6: an answer from another port is no answer. Section 11: nor is one that was sent to us alone from far away.
        bool near = inbound.WasMulticast || Responder.Link.IsNear(inbound.From.Address);
        if (inbound.IsLegacy || !near)
            return;
        Responder.Response(inbound, now);
        Querier.Response(inbound, now);
    }
}
