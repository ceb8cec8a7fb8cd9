using System.Text.RegularExpressions;
using Gantry.Server.Endpoints;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace Gantry.Server.Problems;

/// <summary>
/// Says what is wrong with a request in the words of the API. The framework speaks to who wrote the server, and names the types of
/// its parameters.
/// </summary>
internal static partial class RequestWords
{
    public const string NotJson = "The body must be JSON, and its Content-Type application/json.";

    public static string Of(BadHttpRequestException e)
    {
        if (NoBody().IsMatch(e.Message))
            return $"The body is missing. {NotJson}";
        if (Unreadable().Match(e.Message) is { Success: true } bad)
            return $"'{bad.Groups[1].Value}' cannot be '{bad.Groups[2].Value}'. What it can be stands in {FleetApi.Description}.";
        if (Missing().Match(e.Message) is { Success: true } missing)
            return $"'{missing.Groups[1].Value}' is missing from the {missing.Groups[2].Value}.";
        return e.InnerException?.Message ?? e.Message;
    }

    /// <summary>What the router has refused without a word.</summary>
    public static string Of(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest when Suspects(context) is { Count: > 0 } suspects =>
                $"{string.Join(" or ", suspects)} cannot be read. What it can be stands in {FleetApi.Description}.",
            StatusCodes.Status404NotFound =>
                $"There is nothing at {context.Request.Path}. What there is stands in {FleetApi.Description}.",
            StatusCodes.Status405MethodNotAllowed =>
                $"{context.Request.Path} takes {context.Response.Headers.Allow}, not {context.Request.Method}.",
            StatusCodes.Status415UnsupportedMediaType => NotJson,
            int status => $"{ReasonPhrases.GetReasonPhrase(status)}: {context.Request.Method} {context.Request.Path}",
        };

    /// <summary>The values of the query that are no text, one of which is not what it should be.</summary>
    private static List<string> Suspects(HttpContext context) =>
        [
            .. (context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
                .Where(p => p.HasTryParse && context.Request.Query.ContainsKey(p.Name))
                .Select(p => $"'{p.Name}={context.Request.Query[p.Name]}'"),
        ];

    [GeneratedRegex("^(Implicit body inferred for|Required) parameter .*body.* (was|but no body was) provided")]
    private static partial Regex NoBody();

    [GeneratedRegex("^Failed to bind parameter \".* (\\w+)\" from \"(.{0,100}).*\"\\.$", RegexOptions.Singleline)]
    private static partial Regex Unreadable();

    [GeneratedRegex("^Required parameter \".* (\\w+)\" was not provided from ([a-z ]+)\\.$")]
    private static partial Regex Missing();
}
