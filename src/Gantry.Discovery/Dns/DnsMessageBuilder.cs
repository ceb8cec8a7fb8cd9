namespace Gantry.Discovery.Dns;

/// <summary>Fills a message up to a size: questions first, then the records of each section.</summary>
internal sealed class DnsMessageBuilder
{
    private const int FlagsAt = 2;
    private const int CountsAt = 4;

    private readonly DnsWriter _writer = new();
    private readonly ushort[] _counts = new ushort[4];
    private readonly int _limit;

    /// <summary>Begins a message.</summary>
    /// <param name="id">Its number; 0 in multicast DNS.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="limit">The size in bytes that it must not pass.</param>
    public DnsMessageBuilder(ushort id, ushort flags, int limit)
    {
        _limit = limit;
        Flags = flags;
        _writer.WriteUInt16(id);
        _writer.WriteUInt16(flags);
        for (int i = 0; i < _counts.Length; i++)
            _writer.WriteUInt16(0);
    }

    /// <summary>The flags so far.</summary>
    public ushort Flags { get; private set; }

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => _counts.All(c => c == 0);

    /// <summary>Adds a question, if it fits.</summary>
    public bool TryAdd(DnsQuestion question) => TryAdd(0, () => _writer.Write(question));

    /// <summary>Adds a record, if it fits. Sections are filled in their order.</summary>
    public bool TryAdd(DnsSection section, DnsRecord record) => TryAdd(1 + (int)section, () => _writer.Write(record));

    /// <summary>Sets more flags.</summary>
    public void AddFlags(ushort flags) => Flags |= flags;

    /// <summary>The message.</summary>
    public byte[] Build()
    {
        _writer.Patch(FlagsAt, Flags);
        for (int i = 0; i < _counts.Length; i++)
            _writer.Patch(CountsAt + (2 * i), _counts[i]);
        return _writer.Written.ToArray();
    }

    private bool TryAdd(int count, Action write)
    {
        int before = _writer.Length;
        write();
        if (_writer.Length > _limit || _counts[count] == ushort.MaxValue)
        {
            _writer.Cut(before);
            return false;
        }
        _counts[count]++;
        return true;
    }
}
