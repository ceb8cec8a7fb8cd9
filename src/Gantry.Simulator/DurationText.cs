using System.Globalization;
using System.Text.RegularExpressions;

namespace Gantry.Simulator;

/// <summary>Durations as people write them on a command line: <c>30s</c>, <c>1500ms</c>, <c>2.5m</c>, <c>1h</c>.</summary>
public static partial class DurationText
{
    /// <summary>Reads a duration. A number needs its unit.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        Match match = Pattern().Match(text ?? "");
        double unit = match.Groups[2].Value switch
        {
            "ms" => 0.001,
            "m" => 60,
            "h" => 3600,
            _ => 1,
        };
        double number = match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        duration = TimeSpan.FromSeconds(number * unit);
        return match.Success;
    }

    [GeneratedRegex(@"^(\d{1,6}(?:\.\d{1,9})?)(ms|s|m|h)$")]
    private static partial Regex Pattern();
}
