using Gantry.Server.Problems;

namespace Gantry.Server.Http;

/// <summary>Tables that are downloaded as a file.</summary>
internal static class Exports
{
    /// <summary>Prepares the answer.</summary>
    /// <returns>Whether it is CSV; JSON otherwise.</returns>
    /// <exception cref="ApiException">The format is another one.</exception>
    public static bool Begin(HttpContext http, string name, string format)
    {
        if (format is not ("csv" or "json"))
            throw ApiException.Invalid("format", "It is csv or json.");
        http.Response.ContentType = format == "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"gantry-{name}.{format}\"";
        http.Response.Headers.CacheControl = "no-store";
        return format == "csv";
    }
}
