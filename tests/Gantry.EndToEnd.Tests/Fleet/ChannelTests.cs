using System.Net;
using System.Net.Sockets;
using System.Text;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Notifications.Senders;
using Gantry.Storage.Events;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>What goes over the wire of each kind of channel.</summary>
public sealed class ChannelTests
{
    private static readonly Notice Example = new()
    {
        Kind = NoticeKinds.Failed,
        Severity = "error",
        Text = "The nozzle does not warm up.",
        // A name cannot end a header and begin another.
        PrinterName = "Jörg\r\nBcc: all@example.org",
        At = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero),
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ntfy_gets_title_priority_and_token()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var channel = new NoticeChannel
        {
            Kind = ChannelKind.Ntfy,
            Url = $"http://{server.LocalEndpoint}/farm",
            AllowLocal = true,
        };
        using var senders = new NoticeSenders();

        Task sent = senders.SendAsync(channel, "tk_1", Example, Record, Stop);
        string call = await TalkAsync(server, ["HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"], isMail: false);
        await sent;

        call.ShouldStartWith("POST /farm ");
        call.ShouldContain("Priority: high");
        call.ShouldContain("Authorization: Bearer tk_1");
        call.ShouldContain("Title: =?UTF-8?B?");
        call.ShouldNotContain("\nBcc:");
        call.ShouldContain("The nozzle does not warm up.");
    }

    [Fact]
    public async Task Mail_has_one_subject_one_receiver_and_the_text()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var channel = new NoticeChannel
        {
            Kind = ChannelKind.Email,
            Url = $"smtp://{server.LocalEndpoint}?from=farm@example.org&to=lab@example.org",
            AllowLocal = true,
        };
        using var senders = new NoticeSenders();

        Task sent = senders.SendAsync(channel, null, Example, Record, Stop);
        string mail = await TalkAsync(server, [], isMail: true);
        await sent;

        mail.ShouldContain("MAIL FROM:<farm@example.org>");
        mail.ShouldContain("RCPT TO:<lab@example.org>");
        mail.Split('\n').Count(l => l.StartsWith("RCPT", StringComparison.Ordinal)).ShouldBe(1);
        mail.ShouldNotContain("\nBcc:");
        mail.ShouldContain("The nozzle does not warm up.");
    }

    [Theory]
    [InlineData(ChannelKind.Ntfy, "http://127.0.0.1:1/x")]
    [InlineData(ChannelKind.Webhook, "http://169.254.169.254/latest")]
    [InlineData(ChannelKind.Email, "smtp://127.0.0.1:1?from=a@example.org&to=b@example.org")]
    [InlineData(ChannelKind.Mqtt, "mqtt://127.0.0.1:1/topic")]
    public async Task No_channel_leads_into_the_network_unless_somebody_allowed_that(ChannelKind kind, string url)
    {
        using var senders = new NoticeSenders();

        Exception refused = await Should.ThrowAsync<Exception>(() =>
            senders.SendAsync(new NoticeChannel { Kind = kind, Url = url }, null, Example, Record, Stop)
        );

        refused.ToString().ShouldContain("local network");
    }

    private static OutboxRecord Record =>
        new()
        {
            Id = 1,
            Channel = "1",
            Kind = Example.Kind,
            Data = "{}",
        };

    /// <summary>Takes one conversation; a mail server says yes to all.</summary>
    private static async Task<string> TalkAsync(TcpListener server, string[] answers, bool isMail)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(FleetRig.Patience);
        using TcpClient client = await server.AcceptTcpClientAsync(limit.Token);
        await using NetworkStream stream = client.GetStream();
        return isMail ? await MailAsync(stream, limit.Token) : await CallAsync(stream, answers[0], limit.Token);
    }

    private static async Task<string> CallAsync(NetworkStream stream, string answer, CancellationToken stop)
    {
        var heard = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!heard.ToString().Contains(Example.Text, StringComparison.Ordinal))
            heard.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, stop)));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), stop);
        return heard.ToString();
    }

    /// <summary>RFC 5321, as much of it as one mail needs.</summary>
    private static async Task<string> MailAsync(NetworkStream stream, CancellationToken stop)
    {
        var heard = new StringBuilder();
        using var lines = new StreamReader(stream);
        await AnswerAsync(stream, "220 here", stop);
        bool isData = false;
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            heard.Append(line).Append('\n');
            if (isData && line != ".")
                continue;
            bool isEnd = line.StartsWith("QUIT", StringComparison.Ordinal);
            await AnswerAsync(
                stream,
                isEnd ? "221 bye"
                    : line == "DATA" ? "354 go on"
                    : "250 good",
                stop
            );
            isData = line == "DATA";
            if (isEnd || line == ".")
                break;
        }
        return heard.ToString();
    }

    private static Task AnswerAsync(NetworkStream stream, string text, CancellationToken stop) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), stop).AsTask();
}
