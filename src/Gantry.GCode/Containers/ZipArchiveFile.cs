using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Containers;

/// <summary>
/// Reads a zip archive (PKWARE APPNOTE 6.3) through its central directory, with a cap on everything. The runtime's own
/// reader would take in a directory of any size first.
/// </summary>
internal sealed class ZipArchiveFile
{
    private const int EndRecordBytes = 22;
    private const int MaxCommentBytes = 0xFFFF;
    private const int MaxDirectoryBytes = 1024 * 1024;
    private const int DirectoryEntryBytes = 46;
    private const int LocalHeaderBytes = 30;
    private const ushort Encrypted = 1;

    private readonly SafeFileHandle _file;
    private readonly UnpackLimits _limits;

    private ZipArchiveFile(SafeFileHandle file, UnpackLimits limits, IReadOnlyList<ZipEntry> entries)
    {
        _file = file;
        _limits = limits;
        Entries = entries;
    }

    public IReadOnlyList<ZipEntry> Entries { get; }

    /// <summary>Reads the directory of an archive.</summary>
    /// <exception cref="GCodeContainerException">It is damaged, encrypted, or too large.</exception>
    public static async Task<ZipArchiveFile> OpenAsync(
        SafeFileHandle file,
        UnpackLimits limits,
        CancellationToken cancellationToken
    )
    {
        long length = RandomAccess.GetLength(file);
        byte[] tail = new byte[(int)Math.Min(length, EndRecordBytes + MaxCommentBytes)];
        if (!await FileBytes.TryFillAsync(file, tail, length - tail.Length, cancellationToken))
            throw Damaged();
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndRecordBytes)
            throw Damaged();
        (int count, long size, long offset) = ReadEnd(tail.AsSpan(end));
        // 0xFFFF and 0xFFFFFFFF stand for "see the zip64 record": more than any G-code archive has.
        if (count > limits.MaxEntries || size > MaxDirectoryBytes)
            throw Refused($"The archive has over {limits.MaxEntries} entries or a directory over 1 MiB: refused.");
        if (offset + size > length - tail.Length + end)
            throw Damaged();
        byte[] directory = new byte[size];
        if (!await FileBytes.TryFillAsync(file, directory, offset, cancellationToken))
            throw Damaged();
        return new ZipArchiveFile(file, limits, ReadDirectory(directory, count));
    }

    /// <summary>The entry with a path; upper and lower case and a leading slash do not count.</summary>
    public ZipEntry? Find(string path) =>
        Entries.FirstOrDefault(e => string.Equals(e.Name, path, StringComparison.OrdinalIgnoreCase));

    /// <summary>Opens the bytes of an entry.</summary>
    /// <exception cref="GCodeContainerException">The entry is damaged.</exception>
    public Stream Open(ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[LocalHeaderBytes];
        if (
            RandomAccess.Read(_file, header, entry.HeaderOffset) != LocalHeaderBytes
            || !header.StartsWith("PK\u0003\u0004"u8)
        )
            throw Damaged();
        long start =
            entry.HeaderOffset
            + LocalHeaderBytes
            + BinaryPrimitives.ReadUInt16LittleEndian(header[26..])
            + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        var packed = new FileRangeStream(_file, start, entry.PackedSize);
        Stream unpacked = entry.Deflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
        return new UnpackingStream(unpacked, () => packed.Position, ContentKind.Zip, _limits, entry.Crc);
    }

    /// <summary>The whole of a small entry; null when it is larger than a part may be.</summary>
    public async Task<byte[]?> ReadAsync(ZipEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Size > _limits.MaxPartBytes)
            return null;
        byte[] data = new byte[entry.Size];
        await using Stream stream = Open(entry);
        int count = await stream.ReadAtLeastAsync(data, data.Length, throwOnEndOfStream: false, cancellationToken);
        return count == data.Length ? data : null;
    }

    private static (int Count, long Size, long Offset) ReadEnd(ReadOnlySpan<byte> record) =>
        (
            BinaryPrimitives.ReadUInt16LittleEndian(record[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(record[16..])
        );

    private static List<ZipEntry> ReadDirectory(ReadOnlySpan<byte> directory, int count)
    {
        var entries = new List<ZipEntry>(count);
        for (int i = 0; i < count; i++)
        {
            if (directory.Length < DirectoryEntryBytes || !directory.StartsWith("PK\u0001\u0002"u8))
                throw Damaged();
            ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(directory[8..]);
            ushort method = BinaryPrimitives.ReadUInt16LittleEndian(directory[10..]);
            int nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int extraBytes = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
            int commentBytes = BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            int total = DirectoryEntryBytes + nameBytes + extraBytes + commentBytes;
            if (directory.Length < total)
                throw Damaged();
            string name = Encoding.UTF8.GetString(directory.Slice(DirectoryEntryBytes, nameBytes));
            // Parts that cannot be read are as good as absent: none that is needed is ever packed otherwise.
            if ((flags & Encrypted) == 0 && method is 0 or 8)
                entries.Add(
                    new ZipEntry(
                        name.Replace('\\', '/').TrimStart('/'),
                        method == 8,
                        BinaryPrimitives.ReadUInt32LittleEndian(directory[20..]),
                        BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]),
                        BinaryPrimitives.ReadUInt32LittleEndian(directory[16..]),
                        BinaryPrimitives.ReadUInt32LittleEndian(directory[42..])
                    )
                );
            directory = directory[total..];
        }
        return entries;
    }

    private static GCodeContainerException Damaged() =>
        Refused("The file begins as a zip archive, but is damaged or cut. Send it again, or export it again.");

    private static GCodeContainerException Refused(string message) => new(ContentKind.Zip, message);
}
