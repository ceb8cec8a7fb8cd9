using System.Buffers.Binary;

namespace Gantry.Discovery.Dns;

/// <summary>Writes a message; names that end like an earlier one point to it (RFC 1035 section 4.1.4).</summary>
internal sealed class DnsWriter(bool compress = true)
{
    /// <summary>A pointer has 14 bits.</summary>
    private const int MaxPointer = 0x3FFF;
    private const ushort PointerBits = 0xC000;

    private readonly List<(DnsName Name, int At)> _suffixOrder = [];
    private readonly Dictionary<DnsName, int> _suffixes = [];
    private byte[] _buffer = new byte[512];

    /// <summary>How many bytes stand there.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public void WriteByte(byte value) => Reserve(1)[0] = value;

    public void WriteUInt16(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Reserve(2), value);

    public void WriteUInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Reserve(4), value);

    public void WriteBytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    /// <summary>Overwrites two bytes that stand there already: a count or a length.</summary>
    public void Patch(int at, ushort value) => BinaryPrimitives.WriteUInt16BigEndian(_buffer.AsSpan(at, 2), value);

    /// <summary>Writes a name.</summary>
    /// <param name="name">Which.</param>
    /// <param name="mayPoint">Whether its end may be a pointer; later names may point to it in any case.</param>
    public void WriteName(DnsName name, bool mayPoint = true)
    {
        for (; !name.IsRoot; name = name.Parent)
        {
            if (compress && mayPoint && _suffixes.TryGetValue(name, out int at))
            {
                WriteUInt16((ushort)(PointerBits | at));
                return;
            }
            if (Length <= MaxPointer && _suffixes.TryAdd(name, Length))
                _suffixOrder.Add((name, Length));
            WriteBytes(name.Wire[..(name.Wire[0] + 1)]);
        }
        WriteByte(0);
    }

    public void Write(DnsQuestion question)
    {
        WriteName(question.Name);
        WriteUInt16((ushort)question.Type);
        WriteUInt16((ushort)(question.Class | (question.UnicastWanted ? 0x8000 : 0)));
    }

    public void Write(DnsRecord record)
    {
        WriteName(record.Name);
        WriteUInt16((ushort)record.Type);
        WriteUInt16((ushort)(record.Class | (record.CacheFlush ? 0x8000 : 0)));
        WriteUInt32(record.Ttl);
        int lengthAt = Length;
        WriteUInt16(0);
        record.Data.Write(this);
        Patch(lengthAt, checked((ushort)(Length - lengthAt - 2)));
    }

    /// <summary>Forgets what was written from a place on.</summary>
    public void Cut(int length)
    {
        Length = length;
        while (_suffixOrder.Count > 0 && _suffixOrder[^1].At >= length)
        {
            _suffixes.Remove(_suffixOrder[^1].Name);
            _suffixOrder.RemoveAt(_suffixOrder.Count - 1);
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        Span<byte> span = _buffer.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
