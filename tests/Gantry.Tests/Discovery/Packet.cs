using System.Net;
using Gantry.Discovery.Dns;

namespace Gantry.Tests.Discovery;

/// <summary>A datagram that was on a cable.</summary>
/// <param name="At">When it was sent.</param>
/// <param name="From">By which machine.</param>
/// <param name="To">Null when it was multicast.</param>
/// <param name="Message">What it said.</param>
internal sealed record Packet(TimeSpan At, string From, IPEndPoint? To, DnsMessage Message)
{
    public bool IsResponse => Message.IsResponse;

    public bool IsProbe => Message.Authorities.Count > 0;

    /// <summary>A question that is no probe.</summary>
    public bool IsQuestion => !IsResponse && !IsProbe;

    public bool Says(string name, DnsType type) =>
        IsResponse && Message.Answers.Any(r => r.Type == type && r.Name.Equals(DnsName.Parse(name)));

    public bool Asks(string name, DnsType type) =>
        IsQuestion && Message.Questions.Any(q => q.Type == type && q.Name.Equals(DnsName.Parse(name)));
}
