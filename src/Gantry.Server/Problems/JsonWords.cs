using System.Text.Json;
using System.Text.RegularExpressions;
using Gantry.Server.Endpoints;

namespace Gantry.Server.Problems;

/// <summary>
/// Says what is wrong with a body in the words of the API. The reader's own name types of the program, which help nobody who calls
/// it and are nobody else's business.
/// </summary>
internal static partial class JsonWords
{
    public static string Of(JsonException e)
    {
        if (Unknown().Match(e.Message) is { Success: true } unknown)
            return $"There is no field '{unknown.Groups[1].Value}' here. What there is stands in {FleetApi.Description}.";
        if (Missing().Match(e.Message) is { Success: true } missing)
            return $"The body lacks what must be in it: {missing.Groups[1].Value.Replace("'", "", StringComparison.Ordinal)}.";
        if (FieldOf(e) is { } field && NamesTypes(e.Message))
            return $"'{field}' does not hold what belongs there.";
        if (NamesTypes(e.Message))
            return "The body is not the JSON that is expected here.";
        int place = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return place < 0 ? e.Message : e.Message[..place];
    }

    /// <summary>The field at which a body could not be read, as <c>routing.tags</c>; null when it is none, as where the JSON itself is broken.</summary>
    public static string? FieldOf(JsonException? e) =>
        e?.Path is { Length: > 2 } path ? path[1..].TrimStart('.') : null;

    private static bool NamesTypes(string message) =>
        message.Contains(".NET", StringComparison.Ordinal)
        || message.Contains("System.", StringComparison.Ordinal)
        || message.Contains("Gantry.", StringComparison.Ordinal)
        || message.Contains(" type ", StringComparison.Ordinal);

    [GeneratedRegex("^The JSON property '(.{1,100}?)' could not be mapped", RegexOptions.Singleline)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"missing required properties including: (.+?)\.$")]
    private static partial Regex Missing();
}
