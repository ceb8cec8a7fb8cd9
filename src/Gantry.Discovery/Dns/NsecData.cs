namespace Gantry.Discovery.Dns;

/// <summary>An NSEC record in the restricted form of RFC 6762 section 6.1: which types up to 255 a name has.</summary>
internal sealed record NsecData : DnsData
{
    /// <summary>32 bytes are the types 0 to 255, the only block that the restricted form may have.</summary>
    private const int MaxBitmapBytes = 32;

    /// <summary>Takes the types, in any order.</summary>
    public NsecData(DnsName next, IEnumerable<DnsType> types)
    {
        Next = next;
        Types = [.. types.Where(t => (int)t < MaxBitmapBytes * 8).Distinct().Order()];
    }

    /// <summary>In multicast DNS the name itself.</summary>
    public DnsName Next { get; }

    /// <summary>Which types there are, ordered.</summary>
    public IReadOnlyList<DnsType> Types { get; }

    /// <inheritdoc />
    public override DnsType Type => DnsType.Nsec;

    /// <inheritdoc />
    public bool Equals(NsecData? other) =>
        other is not null && Next.Equals(other.Next) && Types.SequenceEqual(other.Types);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Next, Types.Count);

    /// <inheritdoc />
    public override void Write(DnsWriter writer)
    {
        writer.WriteName(Next);
        if (Types.Count == 0)
            return;
        Span<byte> bits = stackalloc byte[MaxBitmapBytes];
        bits.Clear();
        foreach (DnsType type in Types)
            bits[(int)type / 8] |= (byte)(0x80 >> ((int)type % 8));
        int length = ((int)Types[^1] / 8) + 1;
        writer.WriteByte(0);
        writer.WriteByte((byte)length);
        writer.WriteBytes(bits[..length]);
    }

    /// <summary>Reads what stands behind the next name; blocks other than the first are passed over.</summary>
    public static bool TryReadTypes(ReadOnlySpan<byte> blocks, out List<DnsType> types)
    {
        types = [];
        while (blocks.Length > 0)
        {
            if (blocks.Length < 2 || blocks[1] is 0 or > MaxBitmapBytes || blocks.Length < 2 + blocks[1])
                return false;
            if (blocks[0] == 0)
                AddTypes(blocks.Slice(2, blocks[1]), types);
            blocks = blocks[(2 + blocks[1])..];
        }
        return true;
    }

    private static void AddTypes(ReadOnlySpan<byte> bits, List<DnsType> types)
    {
        for (int i = 0; i < bits.Length * 8; i++)
            if ((bits[i / 8] & (0x80 >> (i % 8))) != 0)
                types.Add((DnsType)i);
    }
}
