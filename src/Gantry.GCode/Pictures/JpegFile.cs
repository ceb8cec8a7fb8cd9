using System.Buffers.Binary;

namespace Gantry.GCode.Pictures;

/// <summary>JPEG (ITU T.81, annex B): reads the chain of segments to its end.</summary>
internal static class JpegFile
{
    private const byte Mark = 0xFF;
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const byte Restart0 = 0xD0;
    private const byte Restart7 = 0xD7;

    /// <summary>The picture with nothing but what is needed to show it; null when it is damaged.</summary>
    public static byte[]? Clean(ReadOnlySpan<byte> data)
    {
        if (data.Length < 4 || data[0] != Mark || data[1] != StartOfImage)
            return null;
        var clean = new MemoryStream(data.Length);
        clean.Write(data[..2]);
        bool hasFrame = false;
        bool hasScan = false;
        int at = 2;
        while (at + 2 <= data.Length && data[at] == Mark)
        {
            byte marker = data[at + 1];
            if (marker == EndOfImage)
            {
                clean.Write(data.Slice(at, 2));
                return hasScan ? clean.ToArray() : null;
            }
            int end = EndOfSegment(data, at);
            if (end < 0 || (IsFrame(marker) && (hasFrame || !IsGoodFrame(data[(at + 4)..end]))))
                return null;
            hasFrame |= IsFrame(marker);
            if (marker == StartOfScan)
            {
                int first = end;
                end = EndOfScan(data, first);
                if (!hasFrame || end == first)
                    return null;
                hasScan = true;
            }
            if (IsNeeded(marker))
                clean.Write(data[at..end]);
            at = end;
        }
        return null;
    }

    private static int EndOfSegment(ReadOnlySpan<byte> data, int at)
    {
        if (at + 4 > data.Length)
            return -1;
        int length = BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
        return length < 2 || at + 2 + length > data.Length ? -1 : at + 2 + length;
    }

    /// <summary>Where the next marker stands; restarts and stuffed bytes belong to the scan (B.1.1.5).</summary>
    private static int EndOfScan(ReadOnlySpan<byte> data, int at)
    {
        while (at + 1 < data.Length)
        {
            int mark = data[at..].IndexOf(Mark);
            if (mark < 0)
                return data.Length;
            at += mark;
            if (at + 1 >= data.Length || data[at + 1] is not (0 or >= Restart0 and <= Restart7))
                return at;
            at += 2;
        }
        return data.Length;
    }

    /// <summary>Eight bits, a size within the limit, and one to four components, each described in three bytes (B.2.2).</summary>
    private static bool IsGoodFrame(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6 || frame[0] != 8 || frame[5] is 0 or > 4 || frame.Length != 6 + 3 * frame[5])
            return false;
        int height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        return width > 0 && height > 0 && (long)width * height <= PictureCheck.MaxPixels;
    }

    /// <summary>Baseline, extended and progressive: what browsers show.</summary>
    private static bool IsFrame(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    /// <summary>Frames, tables, scans, JFIF and Adobe's colours; not comments, Exif and other applications' data.</summary>
    private static bool IsNeeded(byte marker) =>
        IsFrame(marker) || marker is 0xC4 or 0xDB or 0xDD or StartOfScan or 0xE0 or 0xEE;
}
