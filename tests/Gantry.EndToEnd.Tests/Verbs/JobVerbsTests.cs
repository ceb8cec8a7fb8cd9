using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>Jobs and the queue, on the command line.</summary>
public sealed class JobVerbsTests(PostgresServer postgres)
{
    private const string Nowhere = "tcp://127.0.0.1:1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_part_has_variants_for_other_models_and_all_of_it_is_shown(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "part.gcode", "mk4.gcode");
        await server.DoAsync("printers", "add", "Left", Nowhere, "--enabled", "false", "--model", "Ender");
        await server.DoAsync("files", "send", folder["mk4.gcode"]);

        await server.DoAsync([
            "jobs",
            "add",
            folder["part.gcode"],
            "--name",
            "Gift",
            "--note",
            "for Bea",
            "--variant",
            "MK4=1",
            "--variant",
            $"Mini={folder["mk4.gcode"]}",
            "--priority",
            "5",
        ]);
        string shown = await server.DoAsync("jobs", "show", "1");
        JsonNode job = await server.JsonAsync("jobs", "show", "1");
        (int status, _, string errors) = await server.TryAsync("jobs", "add", "1", "--variant", "MK4");

        foreach (string part in (string[])["Gift", "for Bea", "MK4: file 1", "Mini: file 3"])
            shown.ShouldContain(part);
        job["variants"]!.AsArray().Select(v => v!["model"]!.GetValue<string>()).ShouldBe(["MK4", "Mini"]);
        status.ShouldBe(64);
        errors.ShouldContain("'MK4' is no variant: write it as MODEL=FILE");
    }

    [Fact]
    public async Task What_is_fetched_goes_through_pipes_and_links_and_touches_no_other_file()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "part.gcode", "kept", "kept.part");
        File.CreateSymbolicLink(folder["link"], folder["kept"]);
        await using RunningProgram mkfifo = RunningProgram.Start("mkfifo", folder["pipe"]);
        (await mkfifo.EndAsync(Stop)).ShouldBe(0, mkfifo.Errors);
        await using var pipe = new FileStream(folder["pipe"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

        await server.DoAsync("files", "send", folder["part.gcode"], "--tag", "gift");
        await server.DoAsync("files", "get", "1", "-o", folder["pipe"]);
        await server.DoAsync("files", "get", "1", "-o", folder["link"]);
        (int status, _, string errors) = await server.TryAsync("files", "get", "1", "-o", folder["none/part.gcode"]);
        await server.DoAsync("files", "change", "1", "--tag", "");
        await server.DoAsync("files", "folders", "add", "gifts");
        await server.DoAsync("files", "folders", "change", "1", "--name", "vases");

        new FileInfo(folder["pipe"]).Length.ShouldBe(0, "it is a pipe still");
        byte[] head = new byte[3];
        await pipe.ReadExactlyAsync(head, Stop);
        head.ShouldBe("G28"u8.ToArray());
        new FileInfo(folder["link"]).LinkTarget.ShouldBe(folder["kept"]);
        (await File.ReadAllTextAsync(folder["kept"], Stop)).ShouldContain("; part.gcode");
        (await File.ReadAllTextAsync(folder["kept.part"], Stop)).ShouldContain("; kept.part");
        (status, errors.Contains("There is no folder", StringComparison.Ordinal)).ShouldBe((73, true));
        (await server.JsonAsync("files"))["items"]![0]!["tags"]!.AsArray().ShouldBeEmpty();
        (await server.DoAsync("files", "folders")).ShouldContain("/vases");
    }

    [Theory]
    [BothDatabases]
    public async Task The_queue_is_reordered_held_repeated_and_looked_at_by_printer(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, "one.gcode", "two.gcode", "three.gcode");
        await server.DoAsync("printers", "add", "Left", Nowhere, "--enabled", "false");
        await server.DoAsync("printers", "add", "Right", Nowhere, "--enabled", "false");
        foreach (string name in (string[])["one", "two", "three"])
            await server.DoAsync("jobs", "add", folder[$"{name}.gcode"], "--printer", "Left");

        await server.DoAsync("jobs", "move", "1", "--after", "2");
        long[] moved = await OrderAsync(server);
        await server.DoAsync("jobs", "move", "3", "--before", "2");
        long[] again = await OrderAsync(server);
        await server.DoAsync("jobs", "hold", "2", "--reason", "No filament");
        string held = await server.DoAsync("jobs", "show", "2");
        await server.DoAsync("jobs", "again", "1");
        await server.DoAsync(["jobs", "change", "1", "--printer", "Left", "--printer", "Right", "--material", "PETG"]);
        JsonNode both = await server.JsonAsync("jobs", "show", "1");
        await server.DoAsync("jobs", "change", "1", "--printer", "Right");
        JsonNode one = await server.JsonAsync("jobs", "show", "1");
        int contradiction = (await server.TryAsync("jobs", "change", "1", "--any-printer", "--printer", "Left")).Status;
        await server.DoAsync("jobs", "change", "1", "--any-printer", "--note", "anywhere");
        string right = await server.DoAsync("queue", "--printer", "Right");
        string left = await server.DoAsync("jobs", "--printer", "Left", "--state", "queued", "--limit", "2");
        (int busy, _, string errors) = await server.TryAsync("jobs", "add", "1", "--now-on", "Right");

        moved.ShouldBe([2, 1, 3]);
        again.ShouldBe([3, 2, 1]);
        held.ShouldContain("yes No filament");
        both["printerId"].ShouldBeNull("both must fit");
        both["routing"]!["printerIds"]!.AsArray().Count.ShouldBe(2);
        one["printerId"]!.GetValue<long>().ShouldBe(2);
        one["routing"]!["printerIds"].ShouldBeNull("both must fit");
        one["routing"]!["material"]!.GetValue<string>().ShouldBe("PETG");
        contradiction.ShouldBe(64);
        (await server.JsonAsync("jobs", "show", "1"))["printerId"].ShouldBeNull();
        (await server.JsonAsync("jobs"))["items"]!.AsArray().Count.ShouldBe(4);
        right.ShouldNotContain("two.gcode");
        left.Trim().Split('\n').Length.ShouldBe(3);
        busy.ShouldBe(69, errors);
    }

    private static async Task<long[]> OrderAsync(RunningServer server) =>
        [.. (await server.JsonAsync("queue"))["items"]!.AsArray().Select(j => j!["id"]!.GetValue<long>())];

    private static async Task WriteAsync(TemporaryFolder folder, params string[] names)
    {
        foreach (string name in names)
            await File.WriteAllTextAsync(folder[name], $"G28\nG1 X10 F3000\n; {name}\n", Stop);
    }
}
