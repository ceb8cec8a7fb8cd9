using System.Globalization;
using Gantry.Fleet.People;

namespace Gantry.Server.Security;

/// <summary>The cookie of a browser that is signed in. Its name holds the port, because browsers share cookies between ports.</summary>
internal static class SessionCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[Name(http)];

    public static void Write(HttpContext http, SignedIn session) =>
        http.Response.Cookies.Append(Name(http), session.Token, Options(http, session.ExpiresAt));

    public static void Remove(HttpContext http) => http.Response.Cookies.Delete(Name(http), Options(http, null));

    private static string Name(HttpContext http) =>
        string.Create(CultureInfo.InvariantCulture, $"gantry_{http.Connection.LocalPort}");

    private static CookieOptions Options(HttpContext http, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            Expires = expires,
        };
}
