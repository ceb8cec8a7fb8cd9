using System.IO.Compression;

namespace Gantry.Tests.GCode.Containers;

/// <summary>Packs as others do, to have something to unpack.</summary>
internal static class Pack
{
    public static byte[] Gzip(ReadOnlySpan<byte> data)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(data);
        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Data)[] entries) => Zip(CompressionLevel.Optimal, entries);

    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Data)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach ((string name, byte[] data) in entries)
            {
                using Stream entry = zip.CreateEntry(name, level).Open();
                entry.Write(data);
            }
        return packed.ToArray();
    }

    /// <summary>The first picture in the comments of a sample: a PNG of 32×32 pixels in SuperSlicer's.</summary>
    public static byte[] PictureOf(string slicer)
    {
        string[] lines = TestData.Text($"slicers/{slicer}.gcode").Split('\n');
        int begin = Array.FindIndex(lines, l => l.StartsWith("; thumbnail", StringComparison.Ordinal));
        int end = Array.FindIndex(lines, begin + 1, l => l.StartsWith("; thumbnail", StringComparison.Ordinal));
        return Convert.FromBase64String(string.Concat(lines[(begin + 1)..end].Select(l => l[2..].Trim())));
    }
}
