using System.Buffers.Binary;
using System.IO.Compression;
using Gantry.GCode.Containers;

namespace Gantry.GCode.Pictures;

/// <summary>PNG (W3C, third edition): reads one to its last pixel, and writes one.</summary>
internal static class PngFile
{
    private const int HeadBytes = 8;
    private const int ChunkBytes = 12;
    private const byte Rgba = 6;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture with nothing but what is needed to show it; null when it is damaged.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith(Signature))
            return null;
        var clean = new MemoryStream(data.Length);
        clean.Write(Signature);
        var packed = new MemoryStream();
        PngHeader? header = null;
        for (int at = HeadBytes; at + ChunkBytes <= data.Length; )
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
            if (length > data.Length - at - ChunkBytes)
                return null;
            ReadOnlySpan<byte> chunk = data.Slice(at, ChunkBytes + (int)length);
            ReadOnlySpan<byte> type = chunk.Slice(4, 4);
            ReadOnlySpan<byte> body = chunk.Slice(8, (int)length);
            if (Sum(chunk[4..^4]) != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]))
                return null;
            at += chunk.Length;
            bool isHeader = type.SequenceEqual("IHDR"u8);
            if (isHeader != header is null)
                return null;
            if (isHeader)
                header = PngHeader.Read(body);
            if (header is null)
                return null;
            if (type.SequenceEqual("IDAT"u8))
                packed.Write(body);
            if (isHeader || IsNeeded(type))
                clean.Write(chunk);
            if (type.SequenceEqual("IEND"u8))
                return Inflates(packed, header) ? clean.ToArray() : null;
        }
        return null;
    }

    /// <summary>Writes pixels of four bytes (red, green, blue, opacity), row by row.</summary>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgba)
    {
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], height);
        head[8] = 8;
        head[9] = Rgba;
        head[10..].Clear();
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (int row = 0; row < height; row++)
            {
                // Filter 0: the row as it is.
                zlib.WriteByte(0);
                zlib.Write(rgba.Slice(row * width * 4, width * 4));
            }
        var png = new MemoryStream();
        png.Write(Signature);
        Write(png, "IHDR"u8, head);
        Write(png, "IDAT"u8, packed.ToArray());
        Write(png, "IEND"u8, []);
        return png.ToArray();
    }

    /// <summary>Palette, transparency and pixels; not texts, times, profiles and whatever else there may be.</summary>
    private static bool IsNeeded(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("PLTE"u8)
        || type.SequenceEqual("tRNS"u8)
        || type.SequenceEqual("IDAT"u8)
        || type.SequenceEqual("IEND"u8);

    /// <summary>Whether exactly the pixels of the picture come out, in rows with filters that there are.</summary>
    private static bool Inflates(MemoryStream packed, PngHeader header)
    {
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            byte[] row = new byte[header.LongestRow];
            foreach ((int rows, int bytes) in header.Passes)
                for (int i = 0; i < rows; i++)
                {
                    zlib.ReadExactly(row, 0, bytes);
                    if (row[0] > 4)
                        return false;
                }
            return zlib.ReadByte() < 0;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    private static void Write(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        png.Write(number);
        png.Write(type);
        png.Write(body);
        byte[] summed = [.. type, .. body];
        BinaryPrimitives.WriteUInt32BigEndian(number, Sum(summed));
        png.Write(number);
    }

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        var crc = new Crc32();
        crc.Append(data);
        return crc.Value;
    }
}
