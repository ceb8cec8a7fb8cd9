namespace Gantry.Discovery.Mdns.Claims;

/// <summary>One claim on one link.</summary>
internal sealed class ClaimOnLink(Claim claim)
{
    /// <summary>The name and its records.</summary>
    public Claim Claim { get; } = claim;

    /// <summary>How far it is.</summary>
    public ClaimPhase Phase { get; private set; } = ClaimPhase.Probing;

    /// <summary>Probes or announcements sent in this phase.</summary>
    public int Sent { get; private set; }

    /// <summary>When the next step is due; null when there is none.</summary>
    public TimeSpan? Due { get; private set; }

    /// <summary>Whether the name is ours to answer for.</summary>
    public bool IsAnswered => Phase != ClaimPhase.Probing;

    /// <summary>Begins again to ask whether the name is free.</summary>
    public void Probe(TimeSpan due) => (Phase, Sent, Due) = (ClaimPhase.Probing, 0, due);

    /// <summary>Begins to tell everybody, unless the name is not ours yet.</summary>
    public void Announce(TimeSpan now)
    {
        if (IsAnswered)
            (Phase, Sent, Due) = (ClaimPhase.Announcing, 0, now);
    }

    /// <summary>A probe is sent now, or the last one was not answered and the name is ours.</summary>
    /// <returns>Whether to send a probe.</returns>
    public bool StepProbe(TimeSpan now)
    {
        if (Sent == MdnsTiming.Probes)
        {
            (Phase, Sent, Due) = (ClaimPhase.Announcing, 0, now);
            return false;
        }
        Sent++;
        Due = now + MdnsTiming.ProbeInterval;
        return true;
    }

    /// <summary>An announcement is sent now.</summary>
    public void StepAnnouncement(TimeSpan now)
    {
        Sent++;
        if (Sent == MdnsTiming.Announcements)
            (Phase, Due) = (ClaimPhase.Established, null);
        else
            Due = now + (MdnsTiming.AnnounceInterval * (1 << (Sent - 1)));
    }
}
