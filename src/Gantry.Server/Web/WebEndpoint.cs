using Gantry.Server.Endpoints;
using Gantry.Server.Problems;
using Microsoft.Net.Http.Headers;

namespace Gantry.Server.Web;

/// <summary>Gives out the site. A path that is no file is one of the site's own pages, so the index answers for it.</summary>
internal static class WebEndpoint
{
    private const string Immutable = "public, max-age=31536000, immutable";

    private const string NotBuilt =
        "The site was not built. Install Node.js with npm and start Gantry with ./gantry, or use the API at /fleet/v1.\n";

    public static async Task RunAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        // The site's index must not answer for an address that the API does not have.
        if (request.Path.StartsWithSegments(FleetApi.Base, StringComparison.OrdinalIgnoreCase))
            throw ApiException.NotFound($"resource {request.Path}");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            await ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status405MethodNotAllowed,
                ProblemCode.MethodNotAllowed,
                "The site's files can only be read."
            );
            return;
        }
        WebFiles files = context.RequestServices.GetRequiredService<WebFiles>();
        string path = request.Path.Value ?? "/";
        WebFile? file = files.Find(path) ?? (IsPage(path) ? files.Index : null);
        if (file is not null)
            await SendAsync(context, file);
        else if (IsPage(path))
            await SayNotBuiltAsync(context);
        else
            await ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status404NotFound,
                ProblemCode.NotFound,
                "There is no such file."
            );
    }

    private static Task SayNotBuiltAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(NotBuilt, context.RequestAborted);
    }

    /// <summary>A name with a dot was meant as a file; an index in its place would be taken for a broken script.</summary>
    private static bool IsPage(string path) => !Path.GetFileName(path).Contains('.', StringComparison.Ordinal);

    private static async Task SendAsync(HttpContext context, WebFile file)
    {
        HttpResponse response = context.Response;
        if (file.Compressed.Count > 0)
        {
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            (string coding, WebFile compressed) = Choose(context.Request, file);
            if (coding.Length > 0)
                response.Headers.ContentEncoding = coding;
            file = compressed;
        }
        response.Headers.CacheControl = file.IsImmutable ? Immutable : "no-cache";
        response.Headers.ETag = file.EntityTag;
        if (context.Request.Headers.IfNoneMatch == file.EntityTag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = file.ContentType;
        response.ContentLength = file.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await response.SendFileAsync(file.Path, context.RequestAborted);
    }

    private static (string Coding, WebFile File) Choose(HttpRequest request, WebFile file)
    {
        string accepted = request.Headers.AcceptEncoding.ToString();
        foreach ((string coding, WebFile compressed) in file.Compressed)
            if (accepted.Contains(coding, StringComparison.OrdinalIgnoreCase))
                return (coding, compressed);
        return ("", file);
    }
}
