using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Gantry.Serial;

namespace Gantry.Cli;

/// <summary>Reads a serial line's settings as people write them: <c>115200</c>, <c>9600-7E1</c>.</summary>
internal static class SettingsText
{
    public static bool TryParse(string text, [NotNullWhen(true)] out SerialSettings? settings)
    {
        string[] parts = text.Split('-');
        settings = null;
        if (
            parts.Length > 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int baud)
            || baud is < 1 or > 4_000_000
        )
            return false;
        settings = new SerialSettings(baud);
        return parts.Length == 1 || TryAddFormat(parts[1].ToUpperInvariant(), ref settings);
    }

    private static bool TryAddFormat(string format, ref SerialSettings settings)
    {
        if (format is not [>= '5' and <= '8', var parity, '1' or '2'] || !"NOEMS".Contains(parity))
            return false;
        settings = settings with
        {
            DataBits = format[0] - '0',
            Parity = parity switch
            {
                'O' => Parity.Odd,
                'E' => Parity.Even,
                'M' => Parity.Mark,
                'S' => Parity.Space,
                _ => Parity.None,
            },
            StopBits = format[2] == '2' ? StopBits.Two : StopBits.One,
        };
        return true;
    }
}
