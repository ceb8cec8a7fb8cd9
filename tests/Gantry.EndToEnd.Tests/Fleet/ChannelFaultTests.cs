using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Notifications.Senders;
using Gantry.Fleet.Settings;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>Whoever tries a channel out is told what is wrong with it, and the list of channels remembers it.</summary>
public sealed class ChannelFaultTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task What_arrived_and_what_did_not_stands_at_the_channel_until_it_is_removed(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        await SetAsync(rig, new() { Url = $"http://{receiver.LocalEndpoint}/hook", AllowLocal = true });
        NoticeChannelView fresh = (await ListAsync(rig)).ShouldHaveSingleItem();
        (fresh.ArrivedAt, fresh.FailedAt, fresh.Waiting).ShouldBe((null, null, 0));

        Task<ChannelTestView> good = TestAsync(rig, fresh.Id);
        await AnswerAsync(receiver, "204 Good");
        ChannelTestView arrived = await good;
        receiver.Stop();
        ChannelTestView refused = await TestAsync(rig, fresh.Id);

        arrived.Arrived.ShouldBeTrue();
        refused.Arrived.ShouldBeFalse();
        refused.Detail.ShouldStartWith("The connection was refused");
        NoticeChannelView tried = (await ListAsync(rig)).ShouldHaveSingleItem();
        tried.ArrivedAt.ShouldNotBeNull();
        tried.FailedAt.ShouldNotBeNull();
        tried.LastError.ShouldBe(refused.Detail);

        FleetSettings settings = await rig.Fleet.Settings.GetAsync(FleetRig.Boss, Stop);
        await rig.Fleet.Settings.ChangeAsync(FleetRig.Boss, settings.Version, new() { Notifications = [] }, Stop);
        (await ListAsync(rig)).ShouldBeEmpty();
        (await rig.Data.Store.ReadAsync(s => s.Outbox.ListDeliveriesAsync(Stop), Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_notice_that_waits_for_its_next_try_is_counted_and_its_fault_named()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        await SetAsync(rig, new() { Url = "http://127.0.0.1:1/hook", AllowLocal = true });
        await rig.AddPrinterAsync("one");
        await rig.SendAsync("part.gcode");

        NoticeChannelView waits = await FleetRig.Until(
            async () => (await ListAsync(rig)).Single(),
            c => c.FailedAt is not null,
            c => $"{c}"
        );

        waits.Waiting.ShouldBeGreaterThanOrEqualTo(1);
        waits.ArrivedAt.ShouldBeNull();
        waits.LastError.ShouldStartWith("The connection was refused");
    }

    [Theory]
    [InlineData("401 Unauthorized", "the token is missing, or it is not taken")]
    [InlineData("404 Not Found", "nothing at this address")]
    [InlineData("302 Found", "redirects are not followed")]
    [InlineData("503 Busy", "answered 503")]
    public async Task An_answer_that_refuses_is_explained(string status, string words)
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        string id = await SetAsync(rig, new() { Url = $"http://{receiver.LocalEndpoint}/hook", AllowLocal = true });

        Task<ChannelTestView> test = TestAsync(rig, id);
        await AnswerAsync(receiver, status);

        (await test).Detail.ShouldContain(words);
    }

    [Fact]
    public async Task A_wrong_password_and_a_port_without_TLS_are_told_of_a_real_broker()
    {
        string mosquitto = DebianPackage.Need("mosquitto", "/usr/sbin/mosquitto");
        string passwords = DebianPackage.Need("mosquitto", "/usr/bin/mosquitto_passwd");
        using var folder = new TemporaryFolder();
        string host = $"127.78.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}";
        int port = FreePort(host);
        await File.WriteAllTextAsync(
            folder["conf"],
            $"listener {port} {host}\nallow_anonymous false\npassword_file {folder["passwords"]}\nuser root\n",
            Stop
        );
        await using (
            RunningProgram made = RunningProgram.Start(passwords, "-b", "-c", folder["passwords"], "farm", "right")
        )
            (await made.FinishAsync(Stop)).Status.ShouldBe(0);
        await using RunningProgram broker = RunningProgram.Start(mosquitto, "-c", folder["conf"]);
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        var edit = new NoticeChannelEdit
        {
            Kind = ChannelKind.Mqtt,
            Url = $"mqtt://farm@{host}:{port}/gantry",
            AllowLocal = true,
        };

        string wrong = await SetAsync(rig, edit with { Secret = "wrong" });
        ChannelTestView refused = await FleetRig.Until(
            () => TestAsync(rig, wrong),
            t => !t.Detail.StartsWith("The connection was refused", StringComparison.Ordinal),
            t => t.Detail
        );
        string right = await SetAsync(rig, edit with { Secret = "right" });
        ChannelTestView taken = await TestAsync(rig, right);
        string tls = await SetAsync(rig, edit with { Url = $"mqtts://farm@{host}:{port}/gantry", Secret = "right" });
        ChannelTestView plain = await TestAsync(rig, tls);

        refused.Detail.ShouldMatch("user name or password are wrong|the user may not connect");
        taken.Arrived.ShouldBeTrue(taken.Detail);
        plain.Arrived.ShouldBeFalse();
        plain.Detail.ShouldMatch("TLS could not be agreed on|broke the connection off");
    }

    [Fact]
    public void What_lies_at_the_bottom_of_a_fault_is_told()
    {
        DeliveryFault
            .Tell(new SmtpException("Failure sending mail.", new SocketException((int)SocketError.ConnectionRefused)))
            .ShouldStartWith("The connection was refused");
        DeliveryFault
            .Tell(new SmtpException(SmtpStatusCode.MustIssueStartTlsFirst, "530"))
            .ShouldContain("user name or password are wrong");
        DeliveryFault.Tell(new TaskCanceledException()).ShouldStartWith("It did not answer in time.");
        DeliveryFault
            .Tell(new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)))
            .ShouldStartWith("The host is not known.");
        DeliveryFault.Tell(new FormatException("As it is.")).ShouldBe("As it is.");
    }

    [Theory]
    [InlineData("smtp://mail.example.org", "Expected who gets the mail")]
    [InlineData("smtp://mail.example.org?to=lab", "Expected who gets the mail")]
    [InlineData("smtp://mail.example.org?to=a@example.org&from=lab", "'lab' is no address")]
    [InlineData("smtps://mail.example.org:465?to=a@example.org", "Port 465 wants TLS from the first byte")]
    public async Task A_mailbox_that_could_never_get_anything_is_not_taken(string url, string words)
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);

        FleetException wrong = await Should.ThrowAsync<FleetException>(() =>
            SetAsync(rig, new() { Kind = ChannelKind.Email, Url = url })
        );

        wrong.Fields["notifications.url"].ShouldHaveSingleItem().ShouldContain(words);
    }

    private static async Task<string> SetAsync(FleetRig rig, NoticeChannelEdit edit)
    {
        FleetSettings before = await rig.Fleet.Settings.GetAsync(FleetRig.Boss, Stop);
        FleetSettings after = await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            before.Version,
            new() { Notifications = [edit] },
            Stop
        );
        return after.Notifications.Single().Id;
    }

    private static async Task<IReadOnlyList<NoticeChannelView>> ListAsync(FleetRig rig) =>
        (await rig.Fleet.Notifications.ListAsync(FleetRig.Boss, Stop)).Items;

    private static Task<ChannelTestView> TestAsync(FleetRig rig, string id) =>
        rig.Fleet.Notifications.TestAsync(FleetRig.Boss, id, Stop);

    private static int FreePort(string host)
    {
        using var listener = new TcpListener(IPAddress.Parse(host), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Takes one call, whose body ends with its text, and answers it.</summary>
    private static async Task AnswerAsync(TcpListener receiver, string status)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(FleetRig.Patience);
        using TcpClient client = await receiver.AcceptTcpClientAsync(limit.Token);
        await using NetworkStream stream = client.GetStream();
        var heard = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!heard.ToString().Contains("tries out this channel", StringComparison.Ordinal))
            heard.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, limit.Token)));
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            limit.Token
        );
    }
}
