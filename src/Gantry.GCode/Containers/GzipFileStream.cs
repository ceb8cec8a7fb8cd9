using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Containers;

/// <summary>
/// What a gzip file (RFC 1952) holds, all members of it. The runtime's own stream takes the end of a cut file for the end
/// of the data; here each member must end with its checksum and its length, or the file counts as damaged.
/// </summary>
internal sealed class GzipFileStream(SafeFileHandle file) : ForwardStream
{
    private const int HeaderBytes = 10;
    private const int TrailerBytes = 8;

    /// <summary>What the decompressor reads at once: its data end somewhere in the last such piece.</summary>
    private const int ChunkBytes = 8192;

    private const int MaxHeaderBytes = 64 * 1024;
    private readonly long _length = RandomAccess.GetLength(file);
    private long _memberStart;
    private FileRangeStream? _packed;
    private DeflateStream? _member;
    private Crc32 _crc;
    private uint _size;

    /// <summary>Packed bytes read so far.</summary>
    public long PackedBytes => _memberStart + (_packed?.Position ?? 0);

    public override int Read(Span<byte> buffer)
    {
        while (_memberStart < _length)
        {
            int count = OpenMember().Read(buffer);
            Count(buffer[..count]);
            if (count > 0 || buffer.IsEmpty)
                return count;
            EndMember();
        }
        return 0;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_memberStart < _length)
        {
            int count = await OpenMember().ReadAsync(buffer, cancellationToken);
            Count(buffer.Span[..count]);
            if (count > 0 || buffer.IsEmpty)
                return count;
            EndMember();
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _member?.Dispose();
        base.Dispose(disposing);
    }

    private DeflateStream OpenMember()
    {
        if (_member is not null)
            return _member;
        _memberStart += HeaderLength();
        _packed = new FileRangeStream(file, _memberStart, _length - _memberStart);
        (_crc, _size) = (default, 0);
        return _member = new DeflateStream(_packed, CompressionMode.Decompress);
    }

    private void Count(ReadOnlySpan<byte> data)
    {
        _crc.Append(data);
        _size += (uint)data.Length;
        Taken += data.Length;
    }

    /// <summary>
    /// Finds the end of the member: its checksum and length stand right behind its data, somewhere in the last piece that
    /// was read. Eight bytes do not stand there by chance.
    /// </summary>
    private void EndMember()
    {
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _size);
        long from = Math.Max(_memberStart, _memberStart + _packed!.Position - ChunkBytes);
        byte[] last = new byte[ChunkBytes + TrailerBytes];
        int count = ReadAt(from, last);
        int end = FindEnd(last.AsSpan(0, count), trailer, from);
        _member!.Dispose();
        (_member, _packed) = (null, null);
        _memberStart = from + end;
        if (!HasMember(_memberStart))
            _memberStart = _length;
    }

    /// <summary>The end of the trailer: where the file ends or the next member begins, should it stand there twice.</summary>
    private int FindEnd(ReadOnlySpan<byte> last, ReadOnlySpan<byte> trailer, long from)
    {
        int found = -1;
        for (int at = 0, next; (next = last[at..].IndexOf(trailer)) >= 0; at += next + 1)
        {
            found = at + next + TrailerBytes;
            if (from + found == _length || HasMember(from + found))
                break;
        }
        return found >= 0 ? found : throw new InvalidDataException("A gzip member ends without its checksum.");
    }

    /// <summary>Behind the last member there may be padding.</summary>
    private bool HasMember(long offset)
    {
        byte[] magic = new byte[2];
        return ReadAt(offset, magic) == 2 && magic is [0x1F, 0x8B];
    }

    /// <summary>Header of ten bytes, then an extra field, a name, a comment and a checksum, each if its flag is set.</summary>
    private int HeaderLength()
    {
        byte[] header = new byte[(int)Math.Min(MaxHeaderBytes, _length - _memberStart)];
        int count = ReadAt(_memberStart, header);
        if (count < HeaderBytes || header[2] != 8)
            throw new InvalidDataException("A gzip member has no whole header.");
        int flags = header[3];
        int at = HeaderBytes;
        if ((flags & 4) != 0 && at + 2 <= count)
            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(at));
        foreach (int text in (ReadOnlySpan<int>)[8, 16])
            if ((flags & text) != 0)
                at += TextLength(header.AsSpan(Math.Min(at, count)));
        if ((flags & 2) != 0)
            at += 2;
        return at < count ? at : throw new InvalidDataException("The header of a gzip member is cut.");
    }

    private static int TextLength(ReadOnlySpan<byte> rest)
    {
        int end = rest.IndexOf((byte)0);
        return end < 0 ? rest.Length : end + 1;
    }

    private int ReadAt(long offset, Span<byte> buffer)
    {
        int total = 0;
        for (int count; total < buffer.Length; total += count)
        {
            count = RandomAccess.Read(file, buffer[total..], offset + total);
            if (count == 0)
                break;
        }
        return total;
    }
}
