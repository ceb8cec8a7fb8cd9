using System.Globalization;

namespace Gantry.GCode.Analysis;

/// <summary>Durations as slicers write them.</summary>
internal static class DurationText
{
    /// <summary>Ten years: more is a damaged number.</summary>
    private const double Longest = 10 * 365 * 86400.0;

    /// <summary>
    /// Reads <c>1d 2h 3m 4s</c>, <c>1 hr 20 min 3 sec</c>, <c>1 hour 4 minutes</c>, <c>56.82 minutes</c>,
    /// <c>01:20:30</c> and plain seconds.
    /// </summary>
    /// <returns>Seconds, or null when the text is no duration.</returns>
    public static double? Seconds(string text)
    {
        text = text.Trim();
        double? seconds = text.Contains(':') ? Clock(text) : Units(text);
        return seconds <= Longest ? seconds : null;
    }

    private static double? Units(string text)
    {
        double total = 0;
        int parts = 0;
        int at = 0;
        while (TryReadNumber(text, ref at, out double value))
        {
            string unit = ReadWord(text, ref at);
            if (Factor(unit) is not { } factor || (unit.Length == 0 && parts > 0))
                return parts > 0 ? total : null;
            total += value * factor;
            parts++;
        }
        return parts > 0 ? total : null;
    }

    /// <summary>Minutes and seconds, with hours and days before them.</summary>
    private static double? Clock(string text)
    {
        ReadOnlySpan<double> factors = [1, 60, 3600, 86400];
        double total = 0;
        string[] parts = text.Split(':');
        if (parts.Length > factors.Length)
            return null;
        for (int i = 0; i < parts.Length; i++)
        {
            if (
                !double.TryParse(
                    parts[i],
                    NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out double value
                )
            )
                return null;
            total += value * factors[parts.Length - 1 - i];
        }
        return total;
    }

    private static bool TryReadNumber(string text, ref int at, out double value)
    {
        while (at < text.Length && !char.IsAsciiDigit(text[at]))
        {
            // A word where a number should stand ends the duration: "9 min (approx.)".
            if (char.IsLetter(text[at]) || text[at] == '(')
            {
                value = 0;
                return false;
            }
            at++;
        }
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            at++;
        return double.TryParse(
            text.AsSpan(start, at - start),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out value
        );
    }

    private static string ReadWord(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        int start = at;
        while (at < text.Length && char.IsLetter(text[at]))
            at++;
        return text[start..at];
    }

    private static double? Factor(string unit) =>
        unit.ToLowerInvariant() switch
        {
            "" or "s" or "sec" or "secs" or "second" or "seconds" => 1,
            "m" or "min" or "mins" or "minute" or "minutes" => 60,
            "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86400,
            _ => null,
        };
}
