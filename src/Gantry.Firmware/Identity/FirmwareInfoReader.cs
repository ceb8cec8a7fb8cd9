using System.Globalization;
using System.Text;

namespace Gantry.Firmware.Identity;

/// <summary>Collects the lines of M115's answer, in which every firmware does as it likes.</summary>
public sealed class FirmwareInfoReader
{
    /// <summary>Marlin 2.1 has 35 capabilities.</summary>
    private const int MostCapabilities = 128;
    private const int MostFields = 64;
    private const int MostNameCharacters = 48;
    private const int MostValueCharacters = 200;

    private readonly Dictionary<string, bool> _capabilities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private FirmwareArea? _area;

    /// <summary>Whether the firmware's name was among the lines.</summary>
    public bool HasName => _fields.ContainsKey("FIRMWARE_NAME") || _fields.ContainsKey("NAME");

    /// <summary>Takes a line; what belongs to no M115 is left alone.</summary>
    /// <param name="line">The line, perhaps with <c>ok</c> (Klipper), <c>//</c> or <c>echo:</c> in front.</param>
    /// <returns>Whether it was a part of the answer.</returns>
    public bool Add(ReadOnlySpan<byte> line)
    {
        line = WithoutPrefix(line.Trim(" \t\r\n\0"u8));
        if (line.StartsWith("Cap:"u8))
            return AddCapability(line[4..]);
        if (line.StartsWith("area:"u8))
            return AddArea(line[5..]);
        bool begins = line.StartsWith("FIRMWARE_"u8) || line.StartsWith("NAME:"u8);
        if (!begins)
            return false;
        AddFields(FirmwareText.Clean(line, 1024));
        return true;
    }

    /// <summary>What is known by now.</summary>
    public FirmwareInfo ToInfo()
    {
        string name = Field("FIRMWARE_NAME", "NAME").TrimEnd(',');
        return new FirmwareInfo
        {
            Flavour = FirmwareNames.FlavourOf(name),
            Name = name,
            Version = FirmwareNames.VersionOf(name, Field("FIRMWARE_VERSION", "VER")),
            MachineType = Field("MACHINE_TYPE", "ELECTRONICS", "MODEL"),
            ExtruderCount = ExtruderCount(),
            Uuid = Field("UUID"),
            ProtocolVersion = Field("PROTOCOL_VERSION"),
            SourceUrl = Field("SOURCE_CODE_URL", "FIRMWARE_URL", "X-SOURCE_CODE_URL"),
            Kinematics = Field("KINEMATICS"),
            Area = _area,
            Capabilities = new Dictionary<string, bool>(_capabilities, StringComparer.Ordinal),
        };
    }

    private static ReadOnlySpan<byte> WithoutPrefix(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("ok "u8))
            line = line[3..];
        if (line.StartsWith("//"u8))
            line = line[2..];
        if (line.StartsWith("echo:"u8))
            line = line[5..];
        return line.TrimStart((byte)' ');
    }

    private bool AddCapability(ReadOnlySpan<byte> text)
    {
        int colon = text.LastIndexOf((byte)':');
        if (colon is < 1 or > MostNameCharacters || text[(colon + 1)..] is not [(byte)'0' or (byte)'1'])
            return false;
        foreach (byte b in text[..colon])
            if (!char.IsAsciiLetterUpper((char)b) && !char.IsAsciiDigit((char)b) && b != '_')
                return false;
        string name = Encoding.ASCII.GetString(text[..colon]);
        if (_capabilities.Count < MostCapabilities || _capabilities.ContainsKey(name))
            _capabilities[name] = text[^1] == '1';
        return true;
    }

    private bool AddArea(ReadOnlySpan<byte> text)
    {
        if (!AreaReport.TryParse(text, out FirmwareArea area))
            return false;
        _area = area;
        return true;
    }

    /// <summary>
    /// A field is a word of capitals with a colon; its value goes on to the next one, spaces included:
    /// <c>MACHINE_TYPE:Ender-3 V2 KINEMATICS:Cartesian</c>. Smoothieware puts commas between them.
    /// </summary>
    private void AddFields(string line)
    {
        string? name = null;
        int valueStart = 0;
        for (int at = 0; at < line.Length; )
        {
            int end = line.IndexOf(' ', at);
            end = end < 0 ? line.Length : end;
            int colon = line.IndexOf(':', at, end - at);
            if (colon > at && IsFieldName(line.AsSpan(at, colon - at)))
            {
                Keep(name, line.AsSpan(valueStart, at - valueStart));
                name = line[at..colon];
                valueStart = colon + 1;
            }
            at = end + 1;
        }
        Keep(name, line.AsSpan(Math.Min(valueStart, line.Length)));
    }

    private void Keep(string? name, ReadOnlySpan<char> value)
    {
        value = value.Trim(" ,");
        if (name is null || value.IsEmpty || _fields.Count >= MostFields)
            return;
        _fields.TryAdd(name, value[..Math.Min(value.Length, MostValueCharacters)].ToString());
    }

    private static bool IsFieldName(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > MostNameCharacters || !char.IsAsciiLetterUpper(text[0]))
            return false;
        foreach (char c in text)
            if (!char.IsAsciiLetterUpper(c) && c is not ('_' or '-'))
                return false;
        return true;
    }

    private string Field(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            if (_fields.TryGetValue(name, out string? value))
                return value;
        return "";
    }

    private int? ExtruderCount() =>
        int.TryParse(Field("EXTRUDER_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count is >= 0 and <= 64
            ? count
            : null;
}
