using System.Net;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Simulator;
using Gantry.Simulator.Hosting;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A printer is never made hotter than its profile allows, whoever asks and in whatever way it is written.</summary>
public sealed class HeatLimitTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_a_file_nor_a_command_nor_a_script_makes_a_printer_hotter_than_its_limit()
    {
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
            new
            {
                name = "Left",
                url = machine.Addresses[0],
                profile = new
                {
                    hotends = (object[])[new { nozzleMm = 0.4, maxC = 260 }],
                    heatedBed = true,
                    maxBedC = 100,
                },
            }
        );
        JsonNode printer = await added.JsonAsync();
        string path = $"/fleet/v1/printers/{printer["id"]}";
        await ada.PostAsync($"{path}/actions/clearPlate", new { });
        await FleetRig.Until(
            async () => await (await ada.GetAsync(path)).JsonAsync(),
            p => p["live"]!["state"]!.GetValue<string>() == "idle",
            p => p.ToJsonString()
        );

        // What an analysis understands waits for another printer; what only a firmware does is held before its first line is sent.
        string[] files =
        [
            "M104 S301",
            "M104 S301 S200",
            "G1 X5 M104 S301",
            "M65640 S301",
            "M109 S200 R301",
            "M145 S0 H301",
            "M140 S101",
            "M141 S40",
        ];
        foreach (string line in files)
        {
            long file = await ada.UploadAsync($"G28\n{line}\nG1 X10 F3000\n");
            JsonNode job = await (await ada.PostAsync("/fleet/v1/jobs", new { fileId = file })).JsonAsync();
            JsonNode held = await FleetRig.Until(
                async () => await QueuedAsync(ada, job["id"]!.GetValue<long>()),
                j => IsTooHot(j),
                j => $"{line}: {j.ToJsonString()}"
            );
            held["copiesStarted"]!.GetValue<int>().ShouldBe(0);
            await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/jobs/{job["id"]}");
        }
        foreach (string line in (string[])[.. files, "m104 s 301", "M303 E-1 S101", "G28\nM104 S301"])
            await (
                await ada.PostAsync($"{path}/commands", new { lines = (string[])["M114", line] })
            ).ShouldBeProblemAsync(HttpStatusCode.Conflict, "printerRefused");
        await (await ada.PostAsync($"{path}/temperature", new { heater = "tool0", target = 261 })).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest,
            "invalid"
        );
        await (
            await ada.CallAsync(
                HttpMethod.Patch,
                path,
                new { profile = new { scripts = new { start = "G28\nM104 S301" } } },
                ("If-Match", $"\"{printer["version"]}\"")
            )
        ).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");

        long good = await ada.UploadAsync("G28\nM104 S260\nM140 S100\nG1 X10 F3000\n");
        await ada.PostAsync("/fleet/v1/jobs", new { fileId = good });
        string[] executed = await FleetRig.Until(
            () => File.ReadAllLinesAsync(folder["executed"], Stop),
            lines => lines.Contains("G1 X10 F3000"),
            lines => string.Join('\n', lines)
        );
        executed.ShouldContain("M104 S260");
        executed.ShouldNotContain(l => l.Contains("301") || l.Contains("101") || l == "M114" || l == "M141 S40");
    }

    private static bool IsTooHot(JsonNode job) =>
        job["holdReason"]!.GetValue<string>().Contains("°C", StringComparison.Ordinal)
        || job["waits"]!
            .AsArray()
            .Any(w => w!["reasons"]!.AsArray().Any(r => r!["code"]!.GetValue<string>() == "temperature"));

    private static async Task<JsonNode> QueuedAsync(Person person, long id)
    {
        JsonNode queue = await (await person.GetAsync("/fleet/v1/queue")).JsonAsync();
        return queue["items"]!.AsArray().Single(j => j!["id"]!.GetValue<long>() == id)!;
    }
}
