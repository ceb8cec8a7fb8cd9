using System.Net;
using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Responding;

/// <summary>A record that will be multicast.</summary>
internal sealed class PendingAnswer(DnsRecord record, TimeSpan due)
{
    private readonly HashSet<IPEndPoint> _askers = [];
    private bool _askedByMany;

    /// <summary>Which.</summary>
    public DnsRecord Record { get; } = record;

    /// <summary>When.</summary>
    public TimeSpan Due { get; private set; } = due;

    /// <summary>One more wants it, and does so no later than this.</summary>
    public void Ask(IPEndPoint asker, TimeSpan due)
    {
        if (due < Due)
            Due = due;
        if (_askers.Count < MdnsLimits.AskersOfAnAnswer)
            _askers.Add(asker);
        else
            _askedByMany = true;
    }

    /// <summary>One knows it already.</summary>
    /// <returns>Whether nobody is left that wants it.</returns>
    public bool Withdraw(IPEndPoint asker) => _askers.Remove(asker) && _askers.Count == 0 && !_askedByMany;
}
