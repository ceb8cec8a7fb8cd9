using System.Globalization;
using Gantry.Fleet.People;
using Gantry.Server.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Gantry.Server.Http;

/// <summary>What endpoints ask of a call.</summary>
internal static class HttpContextExtensions
{
    /// <summary>Who calls.</summary>
    public static Caller Caller(this HttpContext http) => http.Features.GetRequiredFeature<CallerFeature>().Caller;

    /// <summary>The address that the connection comes from; of a listed proxy the one that it names.</summary>
    public static string Address(this HttpContext http)
    {
        System.Net.IPAddress? address = http.Connection.RemoteIpAddress;
        return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "unknown";
    }

    /// <summary>Tells the version of what is answered.</summary>
    public static T WithVersion<T>(this HttpContext http, T answer, long version)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return answer;
    }

    /// <summary>Answers with something that was just made, and where it is.</summary>
    public static T Created<T>(this HttpContext http, T answer, string path, long? version = null)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.Headers.Location = Endpoints.FleetApi.Base + path;
        return version is { } v ? http.WithVersion(answer, v) : answer;
    }

    /// <summary>The version that a change starts from.</summary>
    /// <exception cref="ApiException">The call does not say.</exception>
    public static long NeedVersion(this HttpContext http) =>
        http.FindVersion()
        ?? throw new ApiException(
            StatusCodes.Status428PreconditionRequired,
            ProblemCode.VersionNeeded,
            "Send the version that you read as If-Match: \"7\", so that nobody's change is lost."
        );

    /// <summary>The version that a change starts from; null when the call does not care.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static long? FindVersion(this HttpContext http)
    {
        string text = http.Request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0 || text == "*")
            return null;
        return
            text.Length > 2
            && text[0] == '"'
            && text[^1] == '"'
            && long.TryParse(
                text.AsSpan(1, text.Length - 2),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long v
            )
            ? v
            : throw new ApiException(
                StatusCodes.Status400BadRequest,
                ProblemCode.Invalid,
                "If-Match must be one version in quotes, as \"7\"."
            );
    }
}
