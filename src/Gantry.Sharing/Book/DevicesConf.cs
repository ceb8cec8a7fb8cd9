using System.Globalization;

namespace Gantry.Sharing.Book;

/// <summary>
/// The list of the serial portal that this book replaces, <c>/etc/rfc2217/devices.conf</c>: <c>KEY=PORT</c> a line, where the key
/// is a tty's path or a USB serial number; comments begin with <c>#</c>.
/// </summary>
public static class DevicesConf
{
    /// <summary>Where the portal keeps it.</summary>
    public const string DefaultPath = "/etc/rfc2217/devices.conf";

    private const int LongestKey = 200;

    /// <summary>Reads a list; a line that is of no use is named and passed over, and the rest is read.</summary>
    public static DevicesConfContents Read(string text)
    {
        var entries = new List<PortEntry>();
        var problems = new List<string>();
        int number = 0;
        foreach (string raw in text.Split('\n'))
        {
            number++;
            string line = raw.Trim();
            int equals = line.LastIndexOf('=');
            if (line.StartsWith('#') || equals < 0)
                continue;
            string? problem = Add(line[..equals].Trim(), line[(equals + 1)..].Trim(), entries);
            if (problem is not null)
                problems.Add($"line {number}: {problem}");
        }
        return new DevicesConfContents(entries, problems);
    }

    /// <summary>How the list writes a serial number.</summary>
    public static string KeyOf(string serial) => serial.Replace(':', '_').Replace(' ', '_');

    private static string? Add(string key, string port, List<PortEntry> entries)
    {
        if (key.Length is 0 or > LongestKey || key.Any(char.IsControl))
            return "there is no device before the '='";
        if (
            !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            || value is < 1 or > 65535
        )
            return $"'{(port.Length > 20 ? port[..20] + "…" : port)}' is no TCP port (1 to 65535)";
        PortEntry entry = key.StartsWith("/dev/", StringComparison.Ordinal)
            ? new PortEntry(value) { Name = key["/dev/".Length..] }
            : new PortEntry(value) { Serial = key };
        if (entries.Find(e => e.Port == value) is { } other)
            return $"port {value} is {NameOf(other)}'s already";
        if (entries.Exists(e => e.Serial == entry.Serial && e.Name == entry.Name))
            return $"{NameOf(entry)} has a port already";
        entries.Add(entry);
        return null;
    }

    private static string NameOf(PortEntry entry) => entry.Serial.Length > 0 ? entry.Serial : "/dev/" + entry.Name;
}
