using System.Net;
using System.Net.Sockets;
using System.Text;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Notifications.Mqtt;
using Gantry.Fleet.Notifications.Senders;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Settings;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>People are told of what needs them.</summary>
public sealed class NoticeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_webhook_is_called_with_a_signature_and_again_until_it_answers_well(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        using var receiver = new WebhookReceiver();
        NoticeChannelEdit channel = receiver.Channel("s3cret", NoticeKinds.Finished);
        FleetSettings settings = await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Notifications = [channel] },
            Stop
        );
        settings.Notifications.ShouldHaveSingleItem().HasSecret.ShouldBeTrue();
        PrinterView printer = await rig.AddPrinterAsync("one");
        await rig.SendAsync("part.gcode");

        (string first, _) = await receiver.AnswerAsync("500 No");
        (string head, string body) = await receiver.AnswerAsync("204 Good");

        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        first.ShouldContain("X-Gantry-Event: print.finished");
        body.ShouldContain("part.gcode");
        string signature = head.Split('\n')
            .Single(l => l.StartsWith("X-Gantry-Signature", StringComparison.Ordinal))
            .Trim();
        long at = long.Parse(signature.Split("t=")[1].Split(',')[0]);
        signature.ShouldEndWith("v1=" + NoticeSenders.Sign("s3cret", at, body));
    }

    [Fact]
    public async Task A_message_reaches_a_real_broker()
    {
        string mosquitto = DebianPackage.Need("mosquitto", "/usr/sbin/mosquitto");
        string subscriber = DebianPackage.Need("mosquitto-clients", "/usr/bin/mosquitto_sub");
        using var folder = new TemporaryFolder();
        // An address of the loopback network that nobody else uses: a broker cannot be given port 0.
        string host = $"127.77.{Random.Shared.Next(1, 255)}.{Random.Shared.Next(1, 255)}";
        int port = FreePort(host);
        await File.WriteAllTextAsync(folder["conf"], $"listener {port} {host}\nallow_anonymous true\n", Stop);
        await using RunningProgram broker = RunningProgram.Start(mosquitto, "-c", folder["conf"]);
        var topic = new Uri($"mqtt://{host}:{port}/gantry/notices");
        await PublishAsync(topic, "hello?");
        await using RunningProgram listener = RunningProgram.Start(
            subscriber,
            "-h",
            host,
            "-p",
            $"{port}",
            "-t",
            "gantry/#"
        );

        // Until it has subscribed, it hears nothing.
        Task<string> heard = listener.ReadLineAsync(Stop);
        await FleetRig.Until(
            async () =>
            {
                await PublishAsync(topic, "the plate is to be cleared");
                return heard.IsCompleted;
            },
            done => done,
            _ => "nothing was heard"
        );

        (await heard).ShouldBe("the plate is to be cleared");
    }

    private static async Task PublishAsync(Uri topic, string text) =>
        await FleetRig.Until(
            async () =>
            {
                try
                {
                    await MqttPublisher.PublishAsync(topic, null, Encoding.UTF8.GetBytes(text), allowLocal: true, Stop);
                    return "";
                }
                catch (SocketException e)
                {
                    return e.Message;
                }
            },
            trouble => trouble.Length == 0,
            trouble => trouble
        );

    private static int FreePort(string host)
    {
        using var listener = new TcpListener(IPAddress.Parse(host), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
