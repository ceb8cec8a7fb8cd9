using System.Net;
using Gantry.Fleet.Notifications.Senders;

namespace Gantry.Fleet.Cameras.Sources;

/// <summary>
/// Asks cameras over HTTP. The local network is where cameras are; where the keys of clouds lie is never asked, whatever a name
/// resolves to. A redirect is followed on the same host and port alone.
/// </summary>
internal sealed class CameraHttp : IDisposable
{
    private const int MostRedirects = 3;

    private readonly Uri _address;
    private readonly HttpClient _client;

    /// <summary>Makes a client for one camera.</summary>
    /// <param name="address">Its address; a name and a password in it answer the camera's question for them.</param>
    public CameraHttp(Uri address)
    {
        _address = WithoutUser(address);
        string[] user = address.UserInfo.Split(':', 2);
        _client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                MaxResponseHeadersLength = 16,
                ConnectTimeout = CameraLimits.Answer,
                Credentials =
                    address.UserInfo.Length == 0
                        ? null
                        : new NetworkCredential(
                            Uri.UnescapeDataString(user[0]),
                            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : ""
                        ),
                ConnectCallback = async (context, stop) =>
                    await AddressRules.ConnectAsync(
                        context.DnsEndPoint.Host,
                        context.DnsEndPoint.Port,
                        a => AddressRules.IsAllowed(a, allowLocal: true),
                        "where no camera is ever asked: link-local, multicast and reserved addresses are not for cameras",
                        stop
                    ),
            }
        )
        {
            // The body of a stream has no end; each picture has its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks once; the head of the answer has come, its body comes as it is read.</summary>
    /// <exception cref="CameraException">It answers something else than pictures.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task<HttpResponseMessage> GetAsync(CancellationToken stop)
    {
        Uri address = _address;
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage answer = await _client.GetAsync(
                address,
                HttpCompletionOption.ResponseHeadersRead,
                stop
            );
            if (answer.IsSuccessStatusCode)
                return answer;
            using HttpResponseMessage other = answer;
            address =
                Redirect(address, other) is { } next && redirects < MostRedirects
                    ? next
                    : throw new CameraException(WordsOf(other));
        }
    }

    /// <summary>Refuses what is plainly not a picture, as the web page of a camera.</summary>
    /// <exception cref="CameraException">It is none.</exception>
    public static void CheckType(HttpResponseMessage answer)
    {
        string type = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (
            type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.Contains("json", StringComparison.Ordinal)
        )
            throw new CameraException(
                $"The camera's address answers with {Short(type)}, not with pictures. It may be the camera's web page; look for its stream or snapshot address."
            );
    }

    public void Dispose() => _client.Dispose();

    private static Uri? Redirect(Uri from, HttpResponseMessage answer) =>
        (int)answer.StatusCode is 301 or 302 or 303 or 307 or 308
        && answer.Headers.Location is { } to
        && new Uri(from, to) is { UserInfo: "" } next
        && Uri.Compare(
            from,
            next,
            UriComponents.SchemeAndServer,
            UriFormat.Unescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0
            ? next
            : null;

    private static string WordsOf(HttpResponseMessage answer) =>
        (int)answer.StatusCode switch
        {
            401 or 403 =>
                "The camera wants another name or password. Write them into its address, as http://name:password@camera/.",
            404 => "The camera knows no such address (404). Look for its stream or snapshot address.",
            >= 300 and < 400 =>
                "The camera's address leads to another host, where it is not followed. Enter that address.",
            int status => $"The camera answered {status}.",
        };

    private static string Short(string text) => text.Length > 60 ? text[..60] : text;

    private static Uri WithoutUser(Uri address) =>
        new UriBuilder(address)
        {
            UserName = "",
            Password = "",
            Fragment = "",
        }.Uri;
}
