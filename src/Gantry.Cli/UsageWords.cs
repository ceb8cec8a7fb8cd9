using System.Text.RegularExpressions;

namespace Gantry.Cli;

/// <summary>What the parser of the command line says, in words for people: it speaks of types of ours.</summary>
internal static partial class UsageWords
{
    /// <summary>Another sentence where there is one to be had.</summary>
    public static string Of(string message) =>
        Unread().Match(message) is { Success: true } match
            ? $"{match.Groups["name"].Value} takes {Kind(match.Groups["type"].Value)}, not '{match.Groups["value"].Value}'."
            : message;

    private static string Kind(string type) =>
        type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) ? "a number"
        : "something else";

    [GeneratedRegex(
        @"^Cannot parse argument '(?<value>.*)' for (option|command) '(?<name>[^']*)' as expected type '(?<type>.*)'\.?$",
        RegexOptions.Singleline
    )]
    private static partial Regex Unread();
}
