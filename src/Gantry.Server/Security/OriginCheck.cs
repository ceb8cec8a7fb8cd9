using Gantry.Server.Problems;

namespace Gantry.Server.Security;

/// <summary>
/// Refuses what another site's page sends with our visitor's cookie: anything that changes something, unless it comes from our
/// own pages or from no page at all. Browsers send Origin or Sec-Fetch-Site with such calls, and pages cannot forge them.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        IsRead(context.Request.Method) || IsOwn(context.Request)
            ? next(context)
            : ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                ProblemCode.OriginNotAllowed,
                "This call came from a page of another site, which may change nothing here."
            );

    /// <summary>Whether a method changes nothing.</summary>
    public static bool IsRead(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>Whether a call comes from our own pages, or from no page at all.</summary>
    public static bool IsOwn(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (!string.IsNullOrEmpty(origin))
            return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        string? site = request.Headers["Sec-Fetch-Site"];
        return site is null or "" or "same-origin" or "none";
    }
}
