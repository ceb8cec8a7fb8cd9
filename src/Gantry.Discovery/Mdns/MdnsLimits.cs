namespace Gantry.Discovery.Mdns;

/// <summary>What strangers cannot make grow any further.</summary>
internal static class MdnsLimits
{
    /// <summary>The largest datagram that is read, and that one too big record is sent in (RFC 6762 section 17).</summary>
    public const int MaxDatagram = 9000 - 40 - 8;

    /// <summary>An Ethernet frame without the IPv6 and UDP headers: what is sent stays below, where it can.</summary>
    public const int GoodDatagram = 1500 - 40 - 8;

    /// <summary>Records remembered of each link; then those that are next to expire make room.</summary>
    public const int CachedRecords = 4096;

    /// <summary>Askers remembered for one answer; from more on, known answers of any of them no longer hold it back.</summary>
    public const int AskersOfAnAnswer = 32;

    /// <summary>The longest that a stranger's record is believed without being asked for again.</summary>
    public static readonly TimeSpan LongestTtl = TimeSpan.FromHours(24);
}
