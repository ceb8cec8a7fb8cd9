using System.IO.Compression;
using System.Text;
using Gantry.Firmware.Temperatures;

namespace Gantry.Printing.Temperatures;

/// <summary>
/// Temperatures of a whole print as a few kilobytes to keep: a letter with the version, then deflated the number of heaters and
/// for each its name, the number of points, and for each point as variable-length integers the seconds since the point before,
/// the change of the lowest temperature, how much higher the highest is, and the change of the target. Temperatures are in
/// tenths of a degree; a target that is not known counts as -1.
/// </summary>
public static class TemperatureArchive
{
    /// <summary>Points of a heater at the most: a minute each of two days, and then some.</summary>
    public const int MostPoints = 8192;

    private const byte Version = (byte)'1';
    private const int MostBytes = TemperatureHistory.MostHeaters * (MostPoints * 20 + 16);

    /// <summary>Packs temperatures.</summary>
    public static byte[] Encode(TemperatureSeries series)
    {
        using var packed = new MemoryStream();
        packed.WriteByte(Version);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate, Encoding.ASCII, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(series.Heaters.Count);
            foreach (HeaterId heater in series.Heaters)
            {
                writer.Write(heater.ToString());
                List<TemperaturePoint> points = [.. series[heater]];
                WritePoints(writer, TemperatureThinning.Thin(points, MostPoints));
            }
        }
        return packed.ToArray();
    }

    /// <summary>Unpacks temperatures.</summary>
    /// <exception cref="TemperatureArchiveException">The bytes are damaged, or of a later version.</exception>
    public static TemperatureSeries Decode(ReadOnlyMemory<byte> packed)
    {
        if (packed.IsEmpty || packed.Span[0] != Version)
            throw new TemperatureArchiveException(
                "The kept temperatures begin with an unknown version; a newer Gantry may have written them. Update to read them."
            );
        try
        {
            using var deflate = new DeflateStream(
                new MemoryStream(packed[1..].ToArray(), writable: false),
                CompressionMode.Decompress
            );
            using var plain = new MemoryStream();
            CopyAtMost(deflate, plain, MostBytes);
            plain.Position = 0;
            using var reader = new BinaryReader(plain, Encoding.ASCII);
            return Read(reader);
        }
        catch (Exception e) when (e is IOException or FormatException or InvalidDataException)
        {
            throw new TemperatureArchiveException(
                "The kept temperatures are damaged and cannot be shown; the rest of the print's record does not depend on them.",
                e
            );
        }
    }

    private static void WritePoints(BinaryWriter writer, TemperaturePoint[] points)
    {
        writer.Write7BitEncodedInt(points.Length);
        (int second, int low, int target) = (0, 0, 0);
        foreach (TemperaturePoint point in points)
        {
            (int thisSecond, int thisLow) = ((int)point.At.TotalSeconds, Tenths(point.Low));
            int thisTarget = point.Target is { } t ? Tenths(t) : -1;
            WriteSigned(writer, thisSecond - second);
            WriteSigned(writer, thisLow - low);
            writer.Write7BitEncodedInt(Math.Max(0, Tenths(point.High) - thisLow));
            WriteSigned(writer, thisTarget - target);
            (second, low, target) = (thisSecond, thisLow, thisTarget);
        }
    }

    private static TemperatureSeries Read(BinaryReader reader)
    {
        int heaters = ReadCount(reader, TemperatureHistory.MostHeaters);
        var series = new SortedDictionary<HeaterId, TemperaturePoint[]>();
        for (int i = 0; i < heaters; i++)
        {
            string name = reader.ReadString();
            if (!HeaterId.TryParse(Encoding.ASCII.GetBytes(name), out HeaterId heater))
                throw new InvalidDataException($"\"{name}\" is not the name of a heater.");
            series[heater] = ReadPoints(reader);
        }
        return new TemperatureSeries(series);
    }

    private static TemperaturePoint[] ReadPoints(BinaryReader reader)
    {
        var points = new TemperaturePoint[ReadCount(reader, MostPoints)];
        (int second, int low, int target) = (0, 0, 0);
        for (int i = 0; i < points.Length; i++)
        {
            second = InRange(second + ReadSigned(reader), 0, int.MaxValue);
            low = InRange(low + ReadSigned(reader), short.MinValue, short.MaxValue);
            long high = InRange(low + (long)reader.Read7BitEncodedInt(), low, short.MaxValue);
            target = InRange(target + ReadSigned(reader), -1, short.MaxValue);
            points[i] = new TemperaturePoint(
                TimeSpan.FromSeconds(second),
                low / 10.0,
                high / 10.0,
                target < 0 ? null : target / 10.0
            );
        }
        return points;
    }

    private static int ReadCount(BinaryReader reader, int most) => InRange(reader.Read7BitEncodedInt(), 0, most);

    private static int InRange(long value, int least, int most) =>
        value >= least && value <= most
            ? (int)value
            : throw new InvalidDataException($"{value} is not between {least} and {most}.");

    private static void WriteSigned(BinaryWriter writer, int value) =>
        writer.Write7BitEncodedInt((value << 1) ^ (value >> 31));

    private static long ReadSigned(BinaryReader reader)
    {
        uint value = (uint)reader.Read7BitEncodedInt();
        return (int)(value >> 1) ^ -(int)(value & 1);
    }

    private static int Tenths(double degrees) => (int)Math.Round(degrees * 10);

    private static void CopyAtMost(Stream from, Stream to, int most)
    {
        byte[] buffer = new byte[8192];
        for (int read; (read = from.Read(buffer)) > 0; )
        {
            if (to.Length + read > most)
                throw new InvalidDataException($"There are more than {most} bytes.");
            to.Write(buffer, 0, read);
        }
    }
}
