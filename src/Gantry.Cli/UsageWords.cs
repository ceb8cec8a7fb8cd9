using System.Text.RegularExpressions;

namespace Gantry.Cli;

/// <summary>What the parser of the command line says, in words for people: it speaks of types of ours.</summary>
internal static partial class UsageWords
{
    /// <summary>Another sentence where there is one to be had.</summary>
    public static string Of(string message) =>
        Unread().Match(message) is { Success: true } match
            ? $"{match.Groups["name"].Value} takes {Kind(match.Groups["type"].Value)}, not '{match.Groups["value"].Value}'."
        : NoneOf().Match(message) is { Success: true } other
            ? $"'{other.Groups["value"].Value}' is none of {string.Join(", ", Choice().Matches(other.Groups["choices"].Value).Select(c => c.Groups[1].Value))}."
        : message;

    private static string Kind(string type) =>
        type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) ? "a number"
        : "something else";

    [GeneratedRegex(
        @"^Argument '(?<value>.*)' not recognized\. Must be one of:(?<choices>.*)$",
        RegexOptions.Singleline
    )]
    private static partial Regex NoneOf();

    [GeneratedRegex(@"'([^']*)'")]
    private static partial Regex Choice();

    [GeneratedRegex(
        @"^Cannot parse argument '(?<value>.*)' for (option|command) '(?<name>[^']*)' as expected type '(?<type>.*)'\.?$",
        RegexOptions.Singleline
    )]
    private static partial Regex Unread();
}
