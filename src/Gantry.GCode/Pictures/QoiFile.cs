using System.Buffers.Binary;

namespace Gantry.GCode.Pictures;

/// <summary>QOI 1.0 (qoiformat.org): reads one to its last pixel.</summary>
internal static class QoiFile
{
    private const int HeadBytes = 14;
    private const int TailBytes = 8;

    /// <summary>The pixels, four bytes each (red, green, blue, opacity), row by row; null when it is damaged.</summary>
    public static (int Width, int Height, byte[] Rgba)? Decode(ReadOnlySpan<byte> data)
    {
        if (data.Length < HeadBytes + TailBytes || !data.StartsWith("qoif"u8))
            return null;
        int width = BinaryPrimitives.ReadInt32BigEndian(data[4..]);
        int height = BinaryPrimitives.ReadInt32BigEndian(data[8..]);
        if (width <= 0 || height <= 0 || (long)width * height > PictureCheck.MaxPixels || data[12] is not (3 or 4))
            return null;
        byte[] pixels = new byte[width * height * 4];
        return DecodePixels(data[HeadBytes..^TailBytes], pixels) ? (width, height, pixels) : null;
    }

    private static bool DecodePixels(ReadOnlySpan<byte> code, Span<byte> pixels)
    {
        Span<byte> seen = stackalloc byte[64 * 4];
        seen.Clear();
        Span<byte> pixel = [0, 0, 0, 255];
        int at = 0;
        for (int to = 0; to < pixels.Length; )
        {
            if (at >= code.Length)
                return false;
            int run = DecodeOne(code, ref at, pixel, seen);
            if (run == 0 || run * 4 > pixels.Length - to)
                return false;
            pixel.CopyTo(seen[(Place(pixel) * 4)..]);
            for (; run > 0; run--, to += 4)
                pixel.CopyTo(pixels[to..]);
        }
        return at == code.Length;
    }

    /// <summary>One chunk. Its first byte is a tag of eight bits (0xFE, 0xFF) or of two.</summary>
    /// <returns>For how many pixels it is; 0 when it is cut off.</returns>
    private static int DecodeOne(ReadOnlySpan<byte> code, ref int at, Span<byte> pixel, ReadOnlySpan<byte> seen)
    {
        byte tag = code[at++];
        int more = tag switch
        {
            0xFF => 4,
            0xFE => 3,
            >= 0x80 and < 0xC0 => 1,
            _ => 0,
        };
        if (at + more > code.Length)
            return 0;
        ReadOnlySpan<byte> rest = code.Slice(at, more);
        at += more;
        switch (tag)
        {
            case >= 0xFE:
                rest.CopyTo(pixel);
                return 1;
            case >= 0xC0:
                return (tag & 0x3F) + 1;
            case >= 0x80:
                int green = (tag & 0x3F) - 32;
                Add(pixel, green - 8 + (rest[0] >> 4), green, green - 8 + (rest[0] & 0x0F));
                return 1;
            case >= 0x40:
                Add(pixel, (tag >> 4 & 3) - 2, (tag >> 2 & 3) - 2, (tag & 3) - 2);
                return 1;
            default:
                seen.Slice(tag * 4, 4).CopyTo(pixel);
                return 1;
        }
    }

    private static void Add(Span<byte> pixel, int red, int green, int blue)
    {
        pixel[0] = unchecked((byte)(pixel[0] + red));
        pixel[1] = unchecked((byte)(pixel[1] + green));
        pixel[2] = unchecked((byte)(pixel[2] + blue));
    }

    private static int Place(ReadOnlySpan<byte> pixel) =>
        (pixel[0] * 3 + pixel[1] * 5 + pixel[2] * 7 + pixel[3] * 11) % 64;
}
