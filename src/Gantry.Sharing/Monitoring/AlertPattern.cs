using System.Text.RegularExpressions;

namespace Gantry.Sharing.Monitoring;

/// <summary>A pattern that makes an alert of a line that it is found in.</summary>
/// <param name="Category">What the alert is about, in a word.</param>
/// <param name="Pattern">What to look for.</param>
public sealed partial record AlertPattern(string Category, Regex Pattern)
{
    /// <summary>A line from outside may be made to keep a pattern busy.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(100);

    /// <summary>Crashes, low memory, lost Wi-Fi and restarts of ESP32 boards; faults and restarts of printers.</summary>
    public static IReadOnlyList<AlertPattern> Known { get; } =
    [
        Of("crash", "Guru Meditation|Backtrace:|assert failed"),
        Of("memory", "heap.*free|free.*heap|out of memory"),
        Of("wifi", "wifi.*disconnect|WIFI_EVENT_STA_DISCONNECTED"),
        Of("boot", @"rst:0x[0-9a-f]+.*boot:0x|^start\s*$"),
        Of("printer", "^Error:|kill\\(\\) called|Thermal Runaway|MAXTEMP|MINTEMP"),
    ];

    /// <summary>Makes a pattern of <c>CATEGORY=REGEX</c>, or of a regular expression alone.</summary>
    /// <exception cref="ArgumentException">The expression is wrong; the message says where.</exception>
    public static AlertPattern Parse(string text)
    {
        int at = text.IndexOf('=');
        return at > 0 && Word().IsMatch(text[..at]) ? Of(text[..at], text[(at + 1)..]) : Of("custom", text);
    }

    /// <summary>Whether it is found in a line.</summary>
    public bool Matches(string line)
    {
        try
        {
            return Pattern.IsMatch(line);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static AlertPattern Of(string category, string pattern) =>
        new(category, new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, LongestMatch));

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_-]*$")]
    private static partial Regex Word();
}
