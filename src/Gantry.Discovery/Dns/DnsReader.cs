using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Gantry.Discovery.Dns;

/// <summary>Reads a message from front to back. Nothing that is read is trusted; a failed read leaves the reader useless.</summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message)
{
    private const ushort TopBit = 0x8000;
    private const byte PointerBits = 0xC0;

    private readonly ReadOnlySpan<byte> _message = message;
    private int _position;

    public bool TryReadUInt16(out ushort value)
    {
        value = 0;
        if (!TryTake(2, out ReadOnlySpan<byte> bytes))
            return false;
        value = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return true;
    }

    public bool TryReadQuestion([NotNullWhen(true)] out DnsQuestion? question)
    {
        question = null;
        if (!TryReadName(out DnsName? name) || !TryReadUInt16(out ushort type) || !TryReadUInt16(out ushort kind))
            return false;
        question = new DnsQuestion(name, (DnsType)type, (kind & TopBit) != 0, (ushort)(kind & ~TopBit));
        return true;
    }

    public bool TryReadRecord([NotNullWhen(true)] out DnsRecord? record)
    {
        record = null;
        if (!TryReadName(out DnsName? name) || !TryReadUInt16(out ushort type) || !TryReadUInt16(out ushort kind))
            return false;
        if (!TryTake(4, out ReadOnlySpan<byte> ttl) || !TryReadUInt16(out ushort length))
            return false;
        if (!TryReadData((DnsType)type, length, out DnsData? data))
            return false;
        record = new DnsRecord(
            name,
            data,
            BinaryPrimitives.ReadUInt32BigEndian(ttl),
            (kind & TopBit) != 0,
            (ushort)(kind & ~TopBit)
        );
        return true;
    }

    /// <summary>
    /// Reads a name. A pointer must lead to before the piece that it stands in, so every jump goes back and none can be made
    /// twice; the length of the whole is capped as well (RFC 1035 section 4.1.4).
    /// </summary>
    public bool TryReadName([NotNullWhen(true)] out DnsName? name)
    {
        name = null;
        Span<byte> wire = stackalloc byte[DnsName.MaxBytes];
        int length = 0;
        int at = _position;
        int pieceStart = at;
        bool jumped = false;
        while (true)
        {
            if (at >= _message.Length)
                return false;
            byte head = _message[at];
            if ((head & PointerBits) == PointerBits)
            {
                if (at + 1 >= _message.Length)
                    return false;
                int target = ((head & ~PointerBits) << 8) | _message[at + 1];
                if (target >= pieceStart)
                    return false;
                if (!jumped)
                    _position = at + 2;
                jumped = true;
                at = pieceStart = target;
                continue;
            }
            if (head > DnsName.MaxLabelBytes || at + 1 + head > _message.Length || length + 1 + head > wire.Length)
                return false;
            _message.Slice(at, 1 + head).CopyTo(wire[length..]);
            length += 1 + head;
            at += 1 + head;
            if (head == 0)
                break;
        }
        if (!jumped)
            _position = at;
        name = DnsName.FromCheckedWire(wire[..length]);
        return true;
    }

    private bool TryReadData(DnsType type, int length, [NotNullWhen(true)] out DnsData? data)
    {
        data = null;
        int end = _position + length;
        if (end > _message.Length)
            return false;
        bool read = type switch
        {
            DnsType.A => TryReadAddress(length, 4, out data),
            DnsType.Aaaa => TryReadAddress(length, 16, out data),
            DnsType.Ptr => TryReadPtr(out data),
            DnsType.Srv => TryReadSrv(out data),
            // Some responders write it wrong (python-zeroconf does): that must not cost us the rest of the message.
            DnsType.Nsec => TryReadNsec(end, out data) || TryReadOpaque(type, Back(end - length, length), out data),
            _ => TryReadOpaque(type, length, out data),
        };
        return read && _position == end;
    }

    private bool TryReadAddress(int length, int expected, out DnsData? data)
    {
        data = null;
        if (length != expected || !TryTake(length, out ReadOnlySpan<byte> bytes))
            return false;
        data = new AddressData(new IPAddress(bytes));
        return true;
    }

    private bool TryReadPtr(out DnsData? data)
    {
        data = TryReadName(out DnsName? target) ? new PtrData(target) : null;
        return data is not null;
    }

    private bool TryReadSrv(out DnsData? data)
    {
        data = null;
        if (!TryReadUInt16(out ushort priority) || !TryReadUInt16(out ushort weight) || !TryReadUInt16(out ushort port))
            return false;
        if (!TryReadName(out DnsName? target))
            return false;
        data = new SrvData(priority, weight, port, target);
        return true;
    }

    private bool TryReadNsec(int end, out DnsData? data)
    {
        data = null;
        if (!TryReadName(out DnsName? next) || _position > end)
            return false;
        if (!TryTake(end - _position, out ReadOnlySpan<byte> blocks))
            return false;
        if (NsecData.TryReadTypes(blocks, out List<DnsType> types))
            data = new NsecData(next, types);
        return data is not null;
    }

    private bool TryReadOpaque(DnsType type, int length, out DnsData? data)
    {
        data = TryTake(length, out ReadOnlySpan<byte> bytes) ? new OpaqueData(type, bytes.ToArray()) : null;
        return data is not null;
    }

    private int Back(int to, int length)
    {
        _position = to;
        return length;
    }

    private bool TryTake(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count > _message.Length - _position)
            return false;
        bytes = _message.Slice(_position, count);
        _position += count;
        return true;
    }
}
