using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Simulator;
using Gantry.Simulator.Hosting;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A device that answers as Marlin does, and then says whatever an attacker would have it say.</summary>
public sealed class HostilePrinterTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>How often Gantry has connected.</summary>
    private volatile int _connections;

    [Fact]
    public async Task Floods_of_dialogs_actions_and_endless_lines_are_cut_and_act_on_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task device = TalkAsync(listener);
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        HttpResponseMessage added = await ada.PostAsync(
            "/fleet/v1/printers",
            new { name = "Evil", url = $"tcp://{listener.LocalEndpoint}" }
        );
        string path = $"/fleet/v1/printers/{(await added.JsonAsync())["id"]}";
        await LiveAsync(ada, path, l => l["state"]!.GetValue<string>() == "idle");

        int connections = _connections;
        await ada.PostAsync($"{path}/commands", new { lines = (string[])["M118 begin"] });
        JsonNode live = await LiveAsync(ada, path, l => l["message"]?.GetValue<string>() == "<b>the end");
        JsonNode terminal = await (await ada.GetAsync($"{path}/terminal")).JsonAsync();

        live["state"]!
            .GetValue<string>()
            .ShouldBe("idle", "no action of a printer does anything where nothing is printed");
        live["firmware"]!["capabilities"]!.AsArray().Count.ShouldBeInRange(1, 128);
        live["temperatures"]!.AsArray().Count.ShouldBeInRange(1, 24);
        live["prompt"]!["text"]!.GetValue<string>().ShouldBe("<img src=x onerror=alert(1)>");
        live["prompt"]!["choices"]!.AsArray().Count.ShouldBe(16);
        string shown = live.ToJsonString() + terminal.ToJsonString();
        shown.Length.ShouldBeLessThan(2_000_000);
        JsonNode.Parse(shown[..live.ToJsonString().Length])!.ToJsonString().ShouldNotContain("\\u001B");
        terminal.ToJsonString().ShouldNotContain("\\u001B");
        _connections.ShouldBe(connections, "its connection goes on");
        device.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public async Task Thousands_of_messages_in_a_file_are_a_line_each_to_the_printer_and_one_a_second_to_listeners()
    {
        const int Messages = 5000;
        using var folder = new TemporaryFolder();
        using var machine = new LiveSimulator(
            new LiveOptions
            {
                Printer = new PrinterOptions().MadeFast(),
                TcpAddress = new IPEndPoint(IPAddress.Loopback, 0),
                ExecutedPath = folder["executed"],
            }
        );
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        HttpResponseMessage added = await ada.PostAsync(
            "/fleet/v1/printers",
            new { name = "Left", url = machine.Addresses[0] }
        );
        string path = $"/fleet/v1/printers/{(await added.JsonAsync())["id"]}";
        await ada.PostAsync($"{path}/actions/clearPlate", new { });
        string messages = string.Concat(Enumerable.Range(0, Messages).Select(i => $"M117 flood {i} <b>\n"));
        long file = await ada.UploadAsync($"G28\n{messages}G1 X10 F3000\n");
        long began = Environment.TickCount64;
        using EventReader events = await EventReader.OpenAsync(server.Http, ada);

        await ada.PostAsync("/fleet/v1/jobs", new { fileId = file });
        int told = 0;
        while (await events.NextAsync() is var (kind, data) && !(kind == "print" && data["endedAt"] is not null))
            told++;

        double seconds = (Environment.TickCount64 - began) / 1000.0;
        told.ShouldBeLessThan(20 + (int)(5 * seconds));
        string[] executed = await File.ReadAllLinesAsync(folder["executed"], Stop);
        executed.Count(l => l.StartsWith("M117 flood ", StringComparison.Ordinal)).ShouldBe(Messages);
    }

    private static Task<JsonNode> LiveAsync(Person person, string path, Func<JsonNode, bool> isGood) =>
        FleetRig.Until(
            async () => (await (await person.GetAsync(path)).JsonAsync())["live"]!,
            isGood,
            live => live.ToJsonString()[..Math.Min(2000, live.ToJsonString().Length)]
        );

    private async Task TalkAsync(TcpListener listener)
    {
        while (true)
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(Stop);
            _connections++;
            await using NetworkStream stream = client.GetStream();
            await stream.WriteAsync("start\n"u8.ToArray(), Stop);
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync(Stop) is { } line)
            {
                bool begins = line.Contains("M118 begin", StringComparison.Ordinal);
                string answer =
                    line.Contains("M115", StringComparison.Ordinal)
                        ? "FIRMWARE_NAME:Marlin 2.1.2 MACHINE_TYPE:\u001b]0;x\u0007 EXTRUDER_COUNT:1\n"
                            + Many(1000, "Cap:X{0}:1\n")
                    : line.Contains("M105", StringComparison.Ordinal) ? "ok T:20 /0 B:1e308 /NaN\n"
                    : "";
                await stream.WriteAsync(
                    Encoding.Latin1.GetBytes(
                        answer.Contains("ok", StringComparison.Ordinal) ? answer : answer + "ok\n"
                    ),
                    Stop
                );
                if (begins)
                    await FloodAsync(stream);
            }
        }
    }

    private static async Task FloodAsync(NetworkStream stream)
    {
        string[] floods =
        [
            "//action:prompt_begin <img src=x onerror=alert(1)>\u001b[2J\n",
            Many(2000, "//action:prompt_button <script>{0}</script>\n"),
            "//action:prompt_show\n",
            Many(2000, " T:20 /0 X{0}:20 /0 T{0}:20 /0\n"),
            Many(500, "//action:pause\n//action:cancel\n//action:shutdown\n//action:poweroff\n//action:disconnect\n"),
            new string('x', 10_000_000) + "\n",
            "\u00ff\u00fe\u00c0 invalid \u00ed\u00a0\u0080\r\r\n\0\0\n",
            Many(5000, "echo:\u001b[31m{0}\n"),
            "//action:notification <b>the end\n",
        ];
        foreach (string flood in floods)
            await stream.WriteAsync(Encoding.Latin1.GetBytes(flood), Stop);
    }

    private static string Many(int count, string line) =>
        string.Concat(Enumerable.Range(0, count).Select(i => string.Format(null, line, i)));
}
