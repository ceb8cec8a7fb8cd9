using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gantry.Fleet.Notifications.Mqtt;
using Gantry.Storage.Events;

namespace Gantry.Fleet.Notifications.Senders;

/// <summary>Sends one notice on one channel; done when the far end has taken it.</summary>
internal sealed class NoticeSenders : IDisposable
{
    private readonly HttpClient _outside = Client(allowLocal: false);
    private readonly HttpClient _anywhere = Client(allowLocal: true);

    public Task SendAsync(
        NoticeChannel channel,
        string? secret,
        Notice notice,
        OutboxRecord record,
        CancellationToken stop
    ) =>
        channel.Kind switch
        {
            ChannelKind.Webhook => PostAsync(channel, Webhook(channel, secret, notice, record), stop),
            ChannelKind.Ntfy => PostAsync(channel, Ntfy(channel, secret, notice), stop),
            ChannelKind.Mqtt => MqttPublisher.PublishAsync(
                new Uri(channel.Url),
                secret,
                Encoding.UTF8.GetBytes(record.Data),
                channel.AllowLocal,
                stop
            ),
            _ => MailSender.SendAsync(channel, secret, notice, stop),
        };

    public void Dispose()
    {
        _outside.Dispose();
        _anywhere.Dispose();
    }

    /// <summary>The signature of a webhook: HMAC-SHA-256 over the time, a dot and the body.</summary>
    public static string Sign(string secret, long unixSeconds, string body) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{unixSeconds}.{body}"))
        );

    private static HttpRequestMessage Webhook(NoticeChannel channel, string? secret, Notice notice, OutboxRecord record)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.Url)
        {
            Content = new StringContent(record.Data, Encoding.UTF8, "application/json"),
        };
        // The same for each try, so that a receiver can tell a repetition.
        request.Headers.Add("X-Gantry-Delivery", $"{record.Id}");
        request.Headers.Add("X-Gantry-Event", notice.Kind);
        if (secret is not null)
        {
            long at = notice.At.ToUnixTimeSeconds();
            request.Headers.Add("X-Gantry-Signature", $"t={at},v1={Sign(secret, at, record.Data)}");
        }
        return request;
    }

    private static HttpRequestMessage Ntfy(NoticeChannel channel, string? secret, Notice notice)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.Url)
        {
            Content = new StringContent(notice.Text, Encoding.UTF8, "text/plain"),
        };
        // Headers take Latin letters only; ntfy reads RFC 2047 (its documentation, "Publishing").
        string title = Convert.ToBase64String(Encoding.UTF8.GetBytes(notice.Title));
        request.Headers.TryAddWithoutValidation("Title", $"=?UTF-8?B?{title}?=");
        request.Headers.Add("Priority", notice.Severity == "error" ? "high" : "default");
        if (secret is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return request;
    }

    private async Task PostAsync(NoticeChannel channel, HttpRequestMessage request, CancellationToken stop)
    {
        using HttpRequestMessage sent = request;
        HttpClient client = channel.AllowLocal ? _anywhere : _outside;
        using HttpResponseMessage answer = await client.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, stop);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException(HttpRequestError.Unknown, statusCode: answer.StatusCode);
    }

    private static HttpClient Client(bool allowLocal) =>
        new(
            new SocketsHttpHandler
            {
                // A redirect could lead to where the check at the door was for.
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                MaxResponseHeadersLength = 64,
                ConnectCallback = async (context, stop) =>
                    await AddressRules.ConnectAsync(
                        context.DnsEndPoint.Host,
                        context.DnsEndPoint.Port,
                        allowLocal,
                        stop
                    ),
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
}
