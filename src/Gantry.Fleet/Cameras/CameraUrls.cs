using System.Text.RegularExpressions;
using Gantry.Fleet.Errors;

namespace Gantry.Fleet.Cameras;

/// <summary>
/// Passwords in the addresses of cameras. They go out to nobody: where an address is shown, three stars stand in their place, and
/// whoever sends the stars back keeps what is there.
/// </summary>
internal static partial class CameraUrls
{
    /// <summary>Stands where a password is.</summary>
    public const string Mask = "***";

    /// <summary>An address as it may be shown.</summary>
    public static string Hide(string url)
    {
        string plain = PasswordPattern().Replace(url, "${before}" + Mask + "@");
        return SecretValuePattern().Replace(plain, "${before}" + Mask);
    }

    /// <summary>An address with its passwords again.</summary>
    /// <param name="wanted">What somebody wants it to be; may hold stars.</param>
    /// <param name="before">The whole address before; empty when there was none.</param>
    /// <param name="field">The field's name in the API.</param>
    /// <exception cref="FleetException">The password of one host would go to another.</exception>
    public static string Restore(string wanted, string before, string field)
    {
        wanted = wanted.Trim();
        if (!IsHidden(wanted))
            return wanted;
        if (before.Length == 0 || HostOf(wanted) != HostOf(before))
            throw FleetException.Invalid(
                field,
                "Type the password again: that of one camera is not sent to another host."
            );
        Match password = PasswordPattern().Match(before);
        string whole = PasswordPattern()
            .Replace(
                wanted,
                m =>
                    m.Groups["secret"].Value == Mask && password.Success
                        ? $"{m.Groups["before"].Value}{password.Groups["secret"].Value}@"
                        : m.Value
            );
        Dictionary<string, string> values = SecretValuePattern()
            .Matches(before)
            .GroupBy(m => m.Groups["name"].Value)
            .ToDictionary(g => g.Key, g => g.First().Groups["secret"].Value);
        return SecretValuePattern()
            .Replace(
                whole,
                m =>
                    m.Groups["secret"].Value == Mask && values.TryGetValue(m.Groups["name"].Value, out string? value)
                        ? m.Groups["before"].Value + value
                        : m.Value
            );
    }

    private static bool IsHidden(string url) =>
        PasswordPattern().Match(url).Groups["secret"].Value == Mask
        || SecretValuePattern().Matches(url).Any(m => m.Groups["secret"].Value == Mask);

    private static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? $"{uri.Scheme}://{uri.Host}:{uri.Port}" : url;

    /// <summary>RFC 3986, 3.2.1: what stands before the last @ of the authority.</summary>
    [GeneratedRegex("^(?<before>[A-Za-z][A-Za-z0-9+.-]*://[^/?#:@]*:)(?<secret>[^/?#]*)@")]
    private static partial Regex PasswordPattern();

    /// <summary>The names under which cameras take a password in the query.</summary>
    [GeneratedRegex(
        "(?<before>[?&](?<name>[^=&#]*(pass|pwd|token|secret|auth|key)[^=&#]*)=)(?<secret>[^&#]*)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SecretValuePattern();
}
