using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Settings;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>Somebody who is called when something happens.</summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public WebhookReceiver() => _listener.Start();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A channel that calls it.</summary>
    public NoticeChannelEdit Channel(string? secret, params string[] kinds) =>
        new()
        {
            Kind = ChannelKind.Webhook,
            Url = $"http://{_listener.LocalEndpoint}/hook",
            Events = kinds,
            AllowLocal = true,
            Secret = secret,
        };

    /// <summary>Lets a fleet call it, with other settings if wished.</summary>
    public Task<FleetSettings> ListenAsync(FleetRig rig, SettingsEdit edit, params string[] kinds) =>
        rig.Fleet.Settings.ChangeAsync(FleetRig.Boss, 0, edit with { Notifications = [Channel(null, kinds)] }, Stop);

    /// <summary>Takes one call, answers well, and gives what it said.</summary>
    public async Task<JsonNode> HearAsync() => JsonNode.Parse((await AnswerAsync("204 Good")).Body)!;

    /// <summary>Whether somebody calls at this moment.</summary>
    public bool IsCalled => _listener.Pending();

    public void Dispose() => _listener.Dispose();

    /// <summary>Takes one call and answers it.</summary>
    public async Task<(string Head, string Body)> AnswerAsync(string status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(FleetRig.Patience);
        using TcpClient client = await _listener.AcceptTcpClientAsync(limit.Token);
        await using NetworkStream stream = client.GetStream();
        var heard = new MemoryStream();
        byte[] buffer = new byte[4096];
        while (true)
        {
            int read = await stream.ReadAsync(buffer, limit.Token);
            read.ShouldBeGreaterThan(0, "the call ended early");
            heard.Write(buffer, 0, read);
            string text = Encoding.UTF8.GetString(heard.ToArray());
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            string head = text[..end];
            string length = head.Split('\n')
                .Single(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
            if (heard.Length < end + 4 + int.Parse(length.Split(':')[1].Trim()))
                continue;
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
                limit.Token
            );
            return (head, text[(end + 4)..]);
        }
    }
}
