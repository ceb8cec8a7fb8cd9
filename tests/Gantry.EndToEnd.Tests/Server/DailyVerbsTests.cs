using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>The verbs for every day, against a running server.</summary>
public sealed class DailyVerbsTests
{
    private static async Task<string> RunAsync(RunningServer server, params string[] arguments)
    {
        await using RunningProgram program = RunningProgram.Gantry([.. arguments, "--data", server.Data.Root]);
        return await program.OutputAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_printer_a_file_and_a_job_are_brought_and_shown()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["part.gcode"], "G28\nG1 X10 F3000\n");

        await RunAsync(server, "printers", "add", "Left", "tcp://127.0.0.1:1");
        await RunAsync(server, "jobs", "add", folder["part.gcode"], "--printer", "left", "--copies", "2");

        (await RunAsync(server, "printers")).ShouldContain("Left");
        (await RunAsync(server, "files")).ShouldContain("part.gcode");
        string queue = await RunAsync(server, "queue", "--json");
        JsonNode job = JsonNode.Parse(queue)!["items"]!.AsArray().ShouldHaveSingleItem()!;
        job["copies"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Files_are_put_into_folders_renamed_found_and_fetched()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["one", "two"])
            await File.WriteAllTextAsync(folder[$"{name}.gcode"], $"G28\nG1 X10 F3000\n; {name}\n");
        await File.WriteAllTextAsync(folder["kept"], "what was there");

        await RunAsync(server, "files", "folders", "add", "gifts");
        await RunAsync(
            server,
            "files",
            "send",
            folder["one.gcode"],
            folder["two.gcode"],
            "--folder",
            "1",
            "--tag",
            "xmas"
        );
        await RunAsync(server, "files", "change", "1", "--name", "star.gcode", "--note", "for the tree");
        string few = await RunAsync(server, "files", "--limit", "1", "--tag", "xmas");
        string all = await RunAsync(server, "files", "--search", "star tree", "--json");
        await RunAsync(server, "files", "get", "1", "-o", folder["kept"]);
        await using RunningProgram missing = RunningProgram.Gantry([
            "files",
            "get",
            "99",
            "-o",
            folder["two.gcode"],
            "--data",
            server.Data.Root,
        ]);

        (await RunAsync(server, "files", "folders")).ShouldContain("/gifts");
        few.ShouldContain("1 of 2 files");
        JsonNode found = JsonNode.Parse(all)!["items"]!.AsArray().ShouldHaveSingleItem()!;
        (found["name"]!.GetValue<string>(), found["folderId"]!.GetValue<long>()).ShouldBe(("star.gcode", 1));
        (await File.ReadAllTextAsync(folder["kept"])).ShouldContain("; one");
        (await missing.EndAsync(TestContext.Current.CancellationToken)).ShouldNotBe(0);
        (await File.ReadAllTextAsync(folder["two.gcode"])).ShouldContain("; two", customMessage: "it is not cut off");
    }

    [Fact]
    public async Task A_connection_is_tried_before_a_printer_is_made_of_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        await using RunningProgram program = RunningProgram.Gantry(
            "printers",
            "test",
            "tcp://127.0.0.1:1",
            "--baud",
            "115200",
            "--data",
            server.Data.Root
        );
        ProgramEnd end = await program.FinishAsync(TestContext.Current.CancellationToken);

        end.Status.ShouldBe(1, end.Errors);
        end.Output.ShouldContain("tcp://127.0.0.1:1");
        end.Errors.ShouldContain("No printer can be used there.");
    }

    [Fact]
    public async Task The_key_of_the_machine_is_for_its_own_user_alone_and_ends_with_the_server()
    {
        RunningServer server = await RunningServer.StartAsync();
        string file = Path.Combine(server.Data.Root, "local.key");

        UnixFileMode mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
        await server.StopAsync();

        mode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Exists(file).ShouldBeFalse();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("printers")]
    [InlineData("queue")]
    [InlineData("jobs")]
    [InlineData("files")]
    [InlineData("users")]
    [InlineData("history")]
    [InlineData("events")]
    public async Task Without_a_server_it_says_how_to_start_one(string verb)
    {
        using var folder = new TemporaryFolder();

        await using RunningProgram program = RunningProgram.Gantry(verb, "--data", folder["none"]);

        (await program.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(68);
        program.Errors.ShouldContain("gantry serve");
    }

    [Fact]
    public async Task A_server_that_has_nothing_yet_says_so_and_what_to_do()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["part.gcode"], "G28\nG1 X10 F3000\n");

        (await RunAsync(server, "printers")).ShouldContain("gantry printers add NAME URL");
        (await RunAsync(server, "queue")).ShouldContain("Nothing waits.");
        (await RunAsync(server, "jobs")).ShouldContain("No jobs.");
        (await RunAsync(server, "files")).ShouldContain("No files");
        await using RunningProgram nowhere = RunningProgram.Gantry(
            "printers",
            "pause",
            "x",
            "--data",
            server.Data.Root
        );
        ProgramEnd end = await nowhere.FinishAsync(TestContext.Current.CancellationToken);
        await RunAsync(server, "jobs", "add", folder["part.gcode"]);
        string queue = await RunAsync(server, "queue");

        (end.Status, end.Errors.Trim()).ShouldBe(
            (
                1,
                "gantry printers pause: There is no printer 'x'. There is none at all; 'gantry printers add NAME URL' makes one."
            )
        );
        queue.ShouldContain("there is no printer");
    }

    [Fact]
    public async Task A_job_with_wishes_says_of_each_printer_what_speaks_against_it_and_can_be_changed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["part.gcode"], "G28\nG1 X10 F3000\n");
        await RunAsync(server, "printers", "add", "Left", "tcp://127.0.0.1:1");
        await RunAsync(server, "printers", "add", "Right", "tcp://127.0.0.1:1");
        await RunAsync(server, "printers", "maintain", "right");

        await RunAsync(
            server,
            [
                "jobs",
                "add",
                folder["part.gcode"],
                "--printer",
                "left",
                "--printer",
                "right",
                "--tag",
                "fast",
                "--model",
                "MK4",
            ]
        );
        string why = await RunAsync(server, "jobs", "why", "1");
        string queue = await RunAsync(server, "queue");
        await RunAsync(
            server,
            "jobs",
            "change",
            "1",
            "--printer",
            "right",
            "--copies",
            "3",
            "--not-before",
            "2099-01-01"
        );
        JsonNode job = JsonNode.Parse(await RunAsync(server, "queue", "--json"))!["items"]![0]!;
        await RunAsync(server, "printers", "remove", "left");

        why.ShouldContain("The job is for a MK4");
        why.ShouldContain("It does not have the tag 'fast'.");
        why.ShouldContain("Somebody works on it.");
        queue.ShouldContain("no printer fits; ");
        (job["copies"]!.GetValue<int>(), job["printerId"]!.GetValue<long>()).ShouldBe((3, 2));
        job["notBefore"]!
            .GetValue<string>()
            .ShouldStartWith(DateTimeOffset.Parse("2099-01-01").UtcDateTime.ToString("yyyy-MM-dd"));
        job["routing"]!["model"]!.GetValue<string>().ShouldBe("MK4");
        (await RunAsync(server, "printers")).ShouldNotContain("Left", Case.Sensitive);
    }

    [Theory]
    [InlineData("printers")]
    [InlineData("queue")]
    [InlineData("users")]
    public async Task A_wrong_key_is_refused(string verb)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        await using RunningProgram program = RunningProgram.Gantry(
            verb,
            "--server",
            server.Address.ToString(),
            "--key",
            "gk_wrong"
        );

        (await program.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(77);
        program.Errors.ShouldContain("This key is not known");
    }

    [Fact]
    public async Task The_demo_shows_four_printers_at_work_and_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["tmp"]);
        await using RunningProgram demo = RunningProgram.Start(
            "env",
            "TMPDIR=" + folder["tmp"],
            "HOME=" + folder["home"],
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "gantry.dll"),
            "serve",
            "--demo",
            "--http",
            "0"
        );
        string address = (await demo.ReadLineAsync(TestContext.Current.CancellationToken)).Split(' ')[^1];
        string[] signIn = (await demo.ReadLineAsync(TestContext.Current.CancellationToken)).Split(' ');
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        Person person = await Person.OfAsync(
            http,
            await http.CallAsync(
                HttpMethod.Post,
                "/fleet/v1/session",
                System.Net.Http.Json.JsonContent.Create(new { name = signIn[3], password = signIn[^1] })
            )
        );

        JsonArray printers;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Delay(100, limit.Token);
            printers = (await (await person.GetAsync("/fleet/v1/printers")).JsonAsync())["items"]!.AsArray();
        } while (printers.Count(p => p!["live"]!["job"] is not null) < 3);
        JsonNode files = await (await person.GetAsync("/fleet/v1/files")).JsonAsync();
        JsonNode queue = await (await person.GetAsync("/fleet/v1/queue")).JsonAsync();
        demo.Signal(RunningProgram.SigTerm);

        printers.Count.ShouldBe(4);
        files["items"]!.AsArray().Count.ShouldBeGreaterThan(3);
        queue["items"]!.AsArray().Count.ShouldBeGreaterThan(3);
        (await demo.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(0, demo.Errors);
        Directory.EnumerateFileSystemEntries(folder["tmp"], "gantry*").ShouldBeEmpty();
        Directory.Exists(folder["home"]).ShouldBeFalse();
    }
}
