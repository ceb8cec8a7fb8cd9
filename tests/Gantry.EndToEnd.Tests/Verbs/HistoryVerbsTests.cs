using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Simulator.Hosting;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>What was printed, on the command line.</summary>
public sealed class HistoryVerbsTests(PostgresServer postgres)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_print_is_found_shown_judged_photographed_exported_added_up_and_made_again(DatabaseKind kind)
    {
        using LiveSimulator machine = FastPrinter.Start(speed: 50);
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        using var folder = new TemporaryFolder();
        await PrintAsync(server, machine, folder);
        await File.WriteAllBytesAsync(folder["own.png"], Png, Stop);

        string list = await server.DoAsync("history", "--printer", "left", "--state", "finished", "--search", "PART");
        string others = await server.DoAsync("history", "--from", "2099-01-01");
        string shown = await server.DoAsync("history", "show", "1");
        string log = await server.DoAsync("history", "log", "1");
        string temperatures = await server.DoAsync("history", "temperatures", "1");
        await server.DoAsync("history", "photo", "1", "-o", folder["camera.jpg"]);
        await server.DoAsync("history", "photo", "set", "1", folder["own.png"]);
        await server.DoAsync("history", "photo", "1", "-o", folder["seen.png"]);
        await server.DoAsync("history", "photo", "remove", "1");
        int gone = (await server.TryAsync("history", "photo", "1", "-o", folder["none"])).Status;
        string judged = await server.DoAsync("history", "judge", "1", "bad", "--reason", "Warped", "--requeue");
        JsonNode queue = await server.JsonAsync("queue");
        string again = await server.DoAsync("history", "again", "1");
        await server.DoAsync("history", "export", "-o", folder["all.csv"]);
        await server.DoAsync("history", "export", "-o", folder["all.json"], "--verdict", "bad");
        JsonNode sums = await server.JsonAsync("statistics", "--by", "printer");
        string months = await server.DoAsync("statistics", "--by", "month");
        await server.DoAsync("history", "remove", "1");

        list.ShouldContain("part.gcode");
        others.Trim().ShouldBe("No prints.");
        shown.ShouldContain("camera");
        shown.ShouldContain("cost");
        log.ShouldContain("FIRMWARE_NAME");
        log.ShouldContain("> ");
        temperatures.ShouldContain("tool0");
        temperatures.Trim().Split('\n').Length.ShouldBeGreaterThan(1);
        (await File.ReadAllBytesAsync(folder["camera.jpg"], Stop))[..3].ShouldBe([0xFF, 0xD8, 0xFF]);
        (await File.ReadAllBytesAsync(folder["seen.png"], Stop)).ShouldBe(Png);
        (gone, File.Exists(folder["none"])).ShouldBe((1, false));
        judged.ShouldContain("bad");
        queue["items"]!.AsArray().ShouldHaveSingleItem()!["copiesBad"]!.GetValue<int>().ShouldBe(1);
        again.ShouldStartWith("Job 2, part.gcode");
        (await File.ReadAllTextAsync(folder["all.csv"], Stop)).ShouldContain(",Warped,");
        JsonNode.Parse(await File.ReadAllTextAsync(folder["all.json"], Stop))!.AsArray().ShouldHaveSingleItem()![
            "verdictReason"
        ]!
            .GetValue<string>()
            .ShouldBe("Warped");
        JsonNode row = sums["items"]!.AsArray().ShouldHaveSingleItem()!;
        (row["key"]!.GetValue<string>(), row["bad"]!.GetValue<int>()).ShouldBe(("Left", 1));
        row["cost"]!.GetValue<double>().ShouldBeGreaterThan(0);
        months.ShouldContain("month");
        (await server.DoAsync("history")).Trim().ShouldBe("No prints.");
    }

    [Fact]
    public async Task A_filter_that_is_none_is_refused_in_a_sentence()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        (int status, _, string errors) = await server.TryAsync("history", "--state", "melted");
        (int wrongTime, _, string timeErrors) = await server.TryAsync("history", "--from", "soon");
        (int wrongGroup, _, string groupErrors) = await server.TryAsync("statistics", "--by", "colour");
        (int nobody, _, string userErrors) = await server.TryAsync("history", "--user", "nobody");

        (status, errors.Trim()).ShouldBe((64, "gantry history: state: 'melted' is no state of a print."));
        (wrongTime, timeErrors).ShouldBe((64, "--from takes a time, as '2026-11-21 18:00', not 'soon'."));
        wrongGroup.ShouldBe(64, groupErrors);
        (nobody, userErrors.Trim()).ShouldBe((1, "gantry history: There is no account 'nobody'."));
    }

    /// <summary>
    /// Prints on a printer with a test picture, where a second costs a hundred, and waits for the photo. It takes three seconds, as
    /// temperatures are kept by whole seconds.
    /// </summary>
    private static async Task PrintAsync(RunningServer server, LiveSimulator machine, TemporaryFolder folder)
    {
        await File.WriteAllTextAsync(folder["part.gcode"], "G28\nM104 S60\nG1 X10 F3000\nG4 P170000\nM115\n", Stop);
        await server.DoAsync("settings", "set", "costs.machineHour=360000");
        await server.DoAsync("printers", "add", "Left", machine.Addresses[0]);
        await server.DoAsync("cameras", "set", "Left", "--test-picture");
        await server.DoAsync("printers", "clear", "Left");
        await server.DoAsync("jobs", "add", folder["part.gcode"]);
        await FleetRig.Until(
            () => server.JsonAsync("history"),
            p => p["items"]!.AsArray() is [{ } one] && one["endedAt"] is not null && one["photoUrl"] is not null,
            p => p.ToJsonString()
        );
    }
}
