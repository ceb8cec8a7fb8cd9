using System.Buffers.Binary;

namespace Gantry.GCode.Analysis;

/// <summary>Tells format and size of a coded picture from its own bytes.</summary>
internal static class ImageHeader
{
    /// <summary>No slicer makes a larger one; a picture that says more is damaged or hostile.</summary>
    private const int MaxPixels = 8192;

    /// <summary>Reads the header; null when the bytes are no whole PNG, JPEG or QOI.</summary>
    public static (ThumbnailFormat Format, int Width, int Height)? Read(ReadOnlySpan<byte> data)
    {
        (ThumbnailFormat Format, int Width, int Height)? found =
            ReadPng(data) is { } png ? (ThumbnailFormat.Png, png.Width, png.Height)
            : ReadQoi(data) is { } qoi ? (ThumbnailFormat.Qoi, qoi.Width, qoi.Height)
            : ReadJpeg(data) is { } jpeg ? (ThumbnailFormat.Jpeg, jpeg.Width, jpeg.Height)
            : null;
        return found is { Width: > 0 and <= MaxPixels, Height: > 0 and <= MaxPixels } ? found : null;
    }

    /// <summary>PNG, W3C: the signature, IHDR first with width and height big-endian, IEND last.</summary>
    private static (int Width, int Height)? ReadPng(ReadOnlySpan<byte> data)
    {
        if (data.Length < 45 || !data.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return null;
        if (!data[12..].StartsWith("IHDR"u8) || data[^20..].IndexOf("IEND"u8) < 0)
            return null;
        return (BinaryPrimitives.ReadInt32BigEndian(data[16..]), BinaryPrimitives.ReadInt32BigEndian(data[20..]));
    }

    /// <summary>QOI 1.0: "qoif", width and height big-endian; seven zeros and a one at the end.</summary>
    private static (int Width, int Height)? ReadQoi(ReadOnlySpan<byte> data)
    {
        if (data.Length < 22 || !data.StartsWith("qoif"u8) || !data.EndsWith<byte>([0, 0, 0, 0, 0, 0, 0, 1]))
            return null;
        return (BinaryPrimitives.ReadInt32BigEndian(data[4..]), BinaryPrimitives.ReadInt32BigEndian(data[8..]));
    }

    /// <summary>JPEG, ITU T.81 annex B: a chain of marked segments; a start-of-frame one holds the size.</summary>
    private static (int Width, int Height)? ReadJpeg(ReadOnlySpan<byte> data)
    {
        if (data.Length < 12 || !data.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return null;
        int at = 2;
        while (at + 9 < data.Length && data[at] == 0xFF)
        {
            byte marker = data[at + 1];
            bool startOfFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (startOfFrame)
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(data[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(data[(at + 5)..])
                );
            at += 2 + Math.Max((int)BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]), 2);
        }
        return null;
    }
}
