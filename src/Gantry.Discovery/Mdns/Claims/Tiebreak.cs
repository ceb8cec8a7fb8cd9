using Gantry.Discovery.Dns;

namespace Gantry.Discovery.Mdns.Claims;

/// <summary>Who of two that probe for a name at the same time goes on (RFC 6762 section 8.2).</summary>
internal static class Tiebreak
{
    /// <summary>Below zero when ours come first in the order and we must wait; zero when both are the same.</summary>
    public static int Compare(IEnumerable<DnsRecord> ours, IEnumerable<DnsRecord> theirs)
    {
        DnsRecord[] left = Sort(ours);
        DnsRecord[] right = Sort(theirs);
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            int order = Compare(left[i], right[i]);
            if (order != 0)
                return order;
        }
        return left.Length.CompareTo(right.Length);
    }

    private static DnsRecord[] Sort(IEnumerable<DnsRecord> records)
    {
        DnsRecord[] sorted = [.. records];
        Array.Sort(sorted, Compare);
        return sorted;
    }

    private static int Compare(DnsRecord left, DnsRecord right)
    {
        int order = left.Class.CompareTo(right.Class);
        if (order == 0)
            order = left.Type.CompareTo(right.Type);
        return order != 0 ? order : left.Data.Canonical().AsSpan().SequenceCompareTo(right.Data.Canonical());
    }
}
