using System.Globalization;
using Gantry.Server.Json;
using Microsoft.Net.Http.Headers;

namespace Gantry.Server.Problems;

/// <summary>Answers a call with a problem.</summary>
internal static class ProblemWriter
{
    private const string MediaType = "application/problem+json";

    public static Task WriteAsync(HttpContext context, int status, string code, string detail) =>
        WriteAsync(context, new ApiException(status, code, detail));

    public static Task WriteAsync(HttpContext context, ApiException problem)
    {
        HttpResponse response = context.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.Remove(HeaderNames.ETag);
        if (problem.RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        ProblemBody body = ProblemBody.From(problem, context.Request.Path);
        return response.WriteAsJsonAsync(body, ServerJson.Default.ProblemBody, MediaType, context.RequestAborted);
    }
}
