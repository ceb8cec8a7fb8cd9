using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Containers;

/// <summary>Prusa's binary G-code, version 1, after the specification that is public with libbgcode.</summary>
internal sealed class BinaryGCodeFile
{
    private const int FileHeaderBytes = 10;
    private const int MaxHeaderBytes = 12 + 6;

    /// <summary>PrusaSlicer writes blocks of 64 KiB; its metadata and pictures stay under 1 MiB.</summary>
    private const int MaxBlockBytes = 16 * 1024 * 1024;

    /// <summary>Of 64 KiB each they are more than 8 GiB.</summary>
    private const int MaxBlocks = 200_000;

    private readonly SafeFileHandle _file;
    private readonly int _checksumBytes;

    private BinaryGCodeFile(SafeFileHandle file, int checksumBytes, IReadOnlyList<BinaryBlock> blocks)
    {
        _file = file;
        _checksumBytes = checksumBytes;
        Blocks = blocks;
    }

    /// <summary>All blocks, in the order of the file.</summary>
    public IReadOnlyList<BinaryBlock> Blocks { get; }

    /// <summary>Walks from block to block.</summary>
    /// <exception cref="GCodeContainerException">The file is damaged, cut, or of another version.</exception>
    public static async Task<BinaryGCodeFile> OpenAsync(
        SafeFileHandle file,
        UnpackLimits limits,
        CancellationToken cancellationToken
    )
    {
        byte[] header = new byte[MaxHeaderBytes];
        if (!await FileBytes.TryFillAsync(file, header.AsMemory(0, FileHeaderBytes), 0, cancellationToken))
            throw Damaged("its header is cut");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        int checksum = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8));
        if (version != 1 || checksum > 1)
            throw new GCodeContainerException(
                ContentKind.BinaryGCode,
                $"The file is binary G-code of version {version}; only version 1 is known. Switch binary G-code off in the slicer and export again."
            );
        long length = RandomAccess.GetLength(file);
        long total = 0;
        var blocks = new List<BinaryBlock>();
        for (long at = FileHeaderBytes; at < length; )
        {
            BinaryBlock block = await ReadHeaderAsync(file, header, at, cancellationToken);
            at += block.HeaderBytes + (long)block.PackedSize + checksum * 4;
            total += block.Size;
            if (at > length)
                throw Damaged("its last block is cut");
            if (blocks.Count == MaxBlocks || total > limits.MaxBytes)
                throw Damaged($"it would unpack to over {limits.MaxBytes} bytes or has over {MaxBlocks} blocks");
            blocks.Add(block);
        }
        if (total > limits.RatioFrom && total / limits.MaxRatio > length)
            throw Damaged($"it would unpack to over {limits.MaxRatio} times its size, as no G-code does");
        return new BinaryGCodeFile(file, checksum * 4, blocks);
    }

    /// <summary>Reads, checks and unpacks the data of a block.</summary>
    /// <exception cref="GCodeContainerException">The block is damaged.</exception>
    public async ValueTask<byte[]> ReadAsync(BinaryBlock block, CancellationToken cancellationToken)
    {
        byte[] raw = new byte[block.HeaderBytes + block.PackedSize + _checksumBytes];
        if (!await FileBytes.TryFillAsync(_file, raw, block.Start, cancellationToken))
            throw Damaged("a block is cut");
        return Unpack(block, raw);
    }

    /// <summary>Two bytes of a block's parameters: the encoding, or format, width and height of a picture.</summary>
    public async ValueTask<int> ReadEncodingAsync(BinaryBlock block, CancellationToken cancellationToken)
    {
        byte[] encoding = new byte[2];
        int parameters = block.Type == BinaryBlockType.Thumbnail ? 6 : 2;
        long at = block.Start + block.HeaderBytes - parameters;
        if (!await FileBytes.TryFillAsync(_file, encoding, at, cancellationToken))
            throw Damaged("a block is cut");
        return BinaryPrimitives.ReadUInt16LittleEndian(encoding);
    }

    internal static GCodeContainerException Damaged(string what, Exception? inner = null) =>
        new(
            ContentKind.BinaryGCode,
            $"The binary G-code is damaged: {what}. Send it again, or export it again from the slicer.",
            inner
        );

    private static async ValueTask<BinaryBlock> ReadHeaderAsync(
        SafeFileHandle file,
        byte[] buffer,
        long at,
        CancellationToken cancellationToken
    )
    {
        if (!await FileBytes.TryFillAsync(file, buffer.AsMemory(0, 8), at, cancellationToken))
            throw Damaged("a block's header is cut");
        int type = BinaryPrimitives.ReadUInt16LittleEndian(buffer);
        int compression = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(2));
        long size = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(4));
        long packed = size;
        if (type > (int)BinaryBlockType.Thumbnail || compression > 3)
            throw Damaged($"a block at byte {at} is of type {type} and compression {compression}, which do not exist");
        if (compression != 0)
        {
            if (!await FileBytes.TryFillAsync(file, buffer.AsMemory(0, 4), at + 8, cancellationToken))
                throw Damaged("a block's header is cut");
            packed = BinaryPrimitives.ReadUInt32LittleEndian(buffer);
        }
        if (size > MaxBlockBytes || packed > MaxBlockBytes)
            throw Damaged($"a block at byte {at} claims {Math.Max(size, packed)} bytes");
        int parameters = type == (int)BinaryBlockType.Thumbnail ? 6 : 2;
        int header = (compression == 0 ? 8 : 12) + parameters;
        return new BinaryBlock((BinaryBlockType)type, compression, at, header, (int)packed, (int)size);
    }

    private byte[] Unpack(BinaryBlock block, byte[] raw)
    {
        int end = block.HeaderBytes + block.PackedSize;
        if (_checksumBytes > 0)
        {
            // The checksum covers header, parameters and data.
            var crc = new Crc32();
            crc.Append(raw.AsSpan(0, end));
            if (crc.Value != BinaryPrimitives.ReadUInt32LittleEndian(raw.AsSpan(end)))
                throw Damaged($"the block at byte {block.Start} has a wrong checksum");
        }
        ReadOnlySpan<byte> packed = raw.AsSpan(block.HeaderBytes, block.PackedSize);
        if (block.Compression == 0)
            return packed.ToArray();
        byte[] data = new byte[block.Size];
        bool good = block.Compression switch
        {
            1 => Inflate(raw, block, data),
            2 => Heatshrink.TryDecode(packed, data, windowBits: 11),
            _ => Heatshrink.TryDecode(packed, data, windowBits: 12),
        };
        return good ? data : throw Damaged($"the block at byte {block.Start} does not unpack");
    }

    /// <summary>"Deflate" is a zlib stream here (RFC 1950), as zlib's deflateInit makes it.</summary>
    private static bool Inflate(byte[] raw, BinaryBlock block, byte[] data)
    {
        try
        {
            using var packed = new MemoryStream(raw, block.HeaderBytes, block.PackedSize, writable: false);
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            return zlib.ReadAtLeast(data, data.Length, throwOnEndOfStream: false) == data.Length;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
