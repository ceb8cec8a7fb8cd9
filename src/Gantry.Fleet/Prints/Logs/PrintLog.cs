using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gantry.Fleet.Json;

namespace Gantry.Fleet.Prints.Logs;

/// <summary>What is kept of what was said while a printer printed.</summary>
public sealed record PrintLog
{
    /// <summary>A damaged log must not fill the memory when it is unpacked.</summary>
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>What the job itself noted: lines that were executed twice or by accident, what the firmware refused.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the firmware said, without acknowledgements and temperatures, and the host's remarks.</summary>
    public IReadOnlyList<PrintLogLine> Said { get; init; } = [];

    /// <summary>Lines in the middle of these that were not kept.</summary>
    public long Lost { get; init; }

    /// <summary>The last lines before the end, with everything that was sent.</summary>
    public IReadOnlyList<PrintLogLine> Last { get; init; } = [];

    /// <summary>The log as a text for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (string note in Notes)
            text.Append(CultureInfo.InvariantCulture, $"note: {note}\n");
        text.Append("\nWhat the firmware said\n");
        Append(text, Said);
        if (Lost > 0)
            text.Append(CultureInfo.InvariantCulture, $"({Lost} lines in between were not kept)\n");
        text.Append("\nThe last lines\n");
        Append(text, Last);
        return text.ToString();
    }

    internal byte[] Pack()
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(zip, this, FleetJson.Options);
        return packed.ToArray();
    }

    /// <summary>Unpacks a log; null when it is damaged.</summary>
    internal static PrintLog? Unpack(byte[] packed)
    {
        try
        {
            using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            byte[] bytes = new byte[MostBytes];
            int count = zip.ReadAtLeast(bytes, MostBytes, throwOnEndOfStream: false);
            return JsonSerializer.Deserialize<PrintLog>(bytes.AsSpan(0, count), FleetJson.Options);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            return null;
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<PrintLogLine> lines)
    {
        foreach (PrintLogLine line in lines)
        {
            char mark = line.Direction switch
            {
                "sent" => '>',
                "received" => '<',
                _ => '#',
            };
            text.Append(CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:HH:mm:ss.fff} {mark} {line.Text}\n");
        }
    }
}
