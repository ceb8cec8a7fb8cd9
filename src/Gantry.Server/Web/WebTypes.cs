namespace Gantry.Server.Web;

/// <summary>Media types by the end of a name: of the site's files and no others.</summary>
internal static class WebTypes
{
    public static string Of(string name) =>
        Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".HTML" => "text/html; charset=utf-8",
            ".JS" or ".MJS" => "text/javascript; charset=utf-8",
            ".CSS" => "text/css; charset=utf-8",
            ".JSON" or ".MAP" => "application/json",
            ".WEBMANIFEST" => "application/manifest+json",
            ".SVG" => "image/svg+xml",
            ".PNG" => "image/png",
            ".JPG" or ".JPEG" => "image/jpeg",
            ".WEBP" => "image/webp",
            ".ICO" => "image/x-icon",
            ".WOFF2" => "font/woff2",
            ".TXT" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
}
