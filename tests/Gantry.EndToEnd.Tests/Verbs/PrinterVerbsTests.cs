using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Simulator.Hosting;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>Printers, their cameras and their maintenance, on the command line.</summary>
public sealed class PrinterVerbsTests(PostgresServer postgres)
{
    private const string Nowhere = "tcp://127.0.0.1:1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task What_a_printer_is_like_and_has_loaded_is_set_shown_and_found(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);

        await server.DoAsync([
            "printers",
            "add",
            "Left",
            Nowhere,
            "--enabled",
            "false",
            "--model",
            "MK4",
            "--location",
            "Lab 2",
        ]);
        await server.DoAsync("printers", "add", "Right", Nowhere, "--enabled", "false");
        await server.DoAsync([
            "printers",
            "change",
            "left",
            "--name",
            "Ada",
            "--notes",
            "New belt",
            "--tag",
            "fast",
            "--tag",
            "big",
        ]);
        await server.DoAsync([
            "printers",
            "change",
            "Ada",
            "--limits",
            "250x210x220,tools=2,nozzle=0.6,hotend=290,bed=120",
            "--baud",
            "250000",
        ]);
        await server.DoAsync("printers", "change", "Ada", "--limits", "round,nozzle=0.8,bed=0,chamber=60");
        await server.DoAsync([
            "printers",
            "change",
            "Ada",
            "--set",
            "profile.firmware.window=4",
            "--set",
            "profile.autoClear.enabled=yes",
        ]);
        string loaded = await server.DoAsync("printers", "load", "Ada", "PETG", "--colour", "#ff8800", "--left", "800");
        await server.DoAsync("printers", "load", "Ada", "PLA", "--tool", "1");
        string unloaded = await server.DoAsync("printers", "unload", "Ada", "--tool", "1");
        string shown = await server.DoAsync("printers", "show", "ada");
        JsonNode printer = await server.JsonAsync("printers", "show", "ada");
        string found = await server.DoAsync("printers", "--tag", "fast", "--location", "Lab 2");
        (int status, _, string errors) = await server.TryAsync("printers", "change", "Ada", "--set", "profile.speed=4");

        loaded.Trim().ShouldBe("Ada: 0: PETG #ff8800, 800 g left.");
        unloaded.ShouldNotContain("PLA");
        foreach (
            string part in (string[])
                [
                    "MK4",
                    "Lab 2",
                    "New belt",
                    "big, fast",
                    "250 x 210 x 220 mm, round",
                    "0.8 mm up to 290 °C, 0.8 mm up to 290 °C",
                ]
        )
            shown.ShouldContain(part);
        JsonNode profile = printer["profile"]!;
        profile["firmware"]!["window"]!.GetValue<string>().ShouldBe("4");
        profile["autoClear"]!["enabled"]!.GetValue<bool>().ShouldBeTrue();
        profile["heatedBed"]!.GetValue<bool>().ShouldBeFalse();
        profile["heatedChamber"]!.GetValue<bool>().ShouldBeTrue();
        profile["maxBedC"]!.GetValue<double>().ShouldBe(120, "the change that came later leaves it");
        printer["baudRate"]!.GetValue<int>().ShouldBe(250000);
        found.ShouldContain("Ada");
        found.ShouldNotContain("Right");
        status.ShouldBe(64);
        errors.ShouldStartWith(
            "gantry printers change: There is no 'profile.speed'. In place of 'speed' there are: widthMm, "
        );
    }

    [Fact]
    public async Task Scripts_are_set_and_run_and_a_printer_is_spoken_with()
    {
        using LiveSimulator machine = FastPrinter.Start();
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["light.gcode"], "M117 light\nM115\n", Stop);
        await server.DoAsync("printers", "add", "Left", machine.Addresses[0]);
        await FleetRig.Until(
            () => server.JsonAsync("printers", "show", "Left"),
            p => p["live"]!["state"]!.GetValue<string>() == "idle",
            p => p["live"]!.ToJsonString()
        );

        string set = await server.DoAsync("printers", "scripts", "set", "Left", "light", folder["light.gcode"]);
        ProgramEnd typed = await server.TypeAsync("G28\n", "printers", "scripts", "set", "Left", "start", "-");
        string scripts = await server.DoAsync("printers", "scripts", "Left");
        await server.DoAsync("printers", "scripts", "run", "Left", "light");
        string answers = await server.DoAsync("printers", "send", "Left", "M115", "M105");
        string removed = await server.DoAsync("printers", "scripts", "remove", "Left", "light");
        (int asksNothing, _, string errors) = await server.TryAsync("printers", "answer", "Left", "yes");
        await server.DoAsync("printers", "heaters-off", "Left");

        set.Trim().ShouldBe("Scripts of Left: light.");
        typed.Status.ShouldBe(0, typed.Errors);
        scripts.ShouldContain("; light\nM117 light\nM115");
        scripts.ShouldContain("; start\nG28");
        answers.ShouldContain("FIRMWARE_NAME");
        answers.ShouldContain("T:");
        removed.Trim().ShouldBe("Scripts of Left: start.");
        (asksNothing, errors.Trim()).ShouldBe((69, "gantry printers answer: Left asks nothing."));
    }

    [Fact]
    public async Task An_interrupted_print_is_shown_given_up_judged_and_made_once_more()
    {
        using LiveSimulator machine = FastPrinter.Start(faults: "reset@100");
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["part.gcode"], FleetRig.Moves(2000), Stop);
        await server.DoAsync("printers", "add", "Left", machine.Addresses[0]);
        await server.DoAsync("printers", "clear", "Left");
        await server.DoAsync("jobs", "add", folder["part.gcode"]);
        await FleetRig.Until(
            () => server.JsonAsync("printers", "show", "Left"),
            p => p["live"]!["state"]!.GetValue<string>() == "interrupted",
            p => p["live"]!.ToJsonString()
        );

        string shown = await server.DoAsync("printers", "show", "Left");
        (int cannot, _, string why) = await server.TryAsync("printers", "go-on", "Left", "--layer", "1");
        await server.DoAsync("printers", "disconnect", "Left");
        await server.DoAsync("printers", "connect", "Left");
        await server.DoAsync("queue", "pause");
        await FleetRig.Until(
            () => server.TryAsync("printers", "give-up", "Left"),
            end => end.Status == 0,
            end => end.Errors
        );
        await FleetRig.Until(
            () => server.TryAsync("printers", "clear", "Left", "--bad", "--reason", "Reset", "--requeue"),
            end => end.Status == 0,
            end => end.Errors
        );
        string history = await server.DoAsync("history", "show", "1");
        string queue = await server.DoAsync("queue");

        shown.ShouldContain("needs you");
        cannot.ShouldBe(69, why);
        history.ShouldContain("cancelled");
        history.ShouldContain("Reset");
        queue.ShouldContain("The queue is paused");
        queue.ShouldContain("0/1");
    }

    [Fact]
    public async Task Many_printers_are_told_at_once_and_each_says_what_it_did()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        foreach (string name in (string[])["Left", "Right", "Third"])
            await server.DoAsync("printers", "add", name, Nowhere, "--enabled", "false");

        string two = await server.DoAsync("printers", "maintain", "Left", "Right");
        JsonNode worked = await server.JsonAsync("printers");
        string all = await server.DoAsync("printers", "release", "--all");
        (int paused, string said, string errors) = await server.TryAsync("printers", "pause", "--all");
        (int nobody, _, string usage) = await server.TryAsync("printers", "pause");

        foreach (string verb in (string[])["go-on", "give-up", "resume", "cancel", "restart", "stop", "heaters-off"])
            (await server.TryAsync("printers", verb, "Left")).ShouldSatisfyAllConditions(
                end => end.Status.ShouldBe(69, verb),
                end => end.Errors.ShouldContain("Left")
            );
        two.ShouldNotContain("Third");
        worked["items"]!.AsArray().Count(p => p!["inMaintenance"]!.GetValue<bool>()).ShouldBe(2);
        all.ShouldContain("Third");
        (paused, errors.Trim()).ShouldBe((1, "gantry printers pause: 3 of 3 printers did not."));
        said.ShouldContain("Right");
        (nobody, usage.Trim()).ShouldBe((64, "gantry printers pause: Name the printers, or say --all."));
    }

    [Fact]
    public async Task A_camera_is_set_up_looked_through_and_taken_away_and_its_password_is_no_argument()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        await server.DoAsync("printers", "add", "Left", Nowhere, "--enabled", "false");

        string none = await server.DoAsync("cameras");
        await server.DoAsync("cameras", "set", "Left", "--test-picture", "--rotate", "180");
        string list = await server.DoAsync("cameras");
        await server.DoAsync("cameras", "snapshot", "Left", "-o", folder["now.jpg"]);
        await server.DoAsync("cameras", "default", "Left");
        (int status, _, string errors) = await server.TryAsync([
            "cameras",
            "set",
            "Left",
            "--stream",
            "http://ada:secret@camera/",
        ]);
        ProgramEnd typed = await server.TypeAsync(
            "http://ada:secret@camera/\n",
            "cameras",
            "set",
            "Left",
            "--stream",
            "-"
        );
        await server.DoAsync("printers", "change", "Left", "--set", "cameraSettings.rotate=90");
        await server.DoAsync("cameras", "set", "Left", "--pictures", "http://camera/now.jpg");
        JsonNode camera = (await server.JsonAsync("printers", "show", "Left"))["cameraSettings"]!;
        await server.DoAsync("cameras", "remove", "Left");

        none.ShouldContain("No cameras.");
        list.ShouldContain("Left");
        (await File.ReadAllBytesAsync(folder["now.jpg"], Stop))[..3].ShouldBe([0xFF, 0xD8, 0xFF]);
        (await server.JsonAsync("settings"))["general"]!["cameraPrinterId"]!.GetValue<long>().ShouldBe(1);
        status.ShouldBe(64);
        errors.ShouldNotContain("secret");
        (typed.Status, typed.Errors).ShouldBe((0, ""));
        typed.Output.ShouldNotContain("secret");
        camera["streamUrl"]!.GetValue<string>().ShouldBe("http://ada:***@camera/", "what came later leaves it");
        camera["snapshotUrl"]!.GetValue<string>().ShouldBe("http://camera/now.jpg");
        camera["testPicture"]!.GetValue<bool>().ShouldBeFalse();
        camera["rotate"]!.GetValue<int>().ShouldBe(90);
        (await server.DoAsync("cameras")).ShouldContain("No cameras.");
    }

    [Theory]
    [BothDatabases]
    public async Task Maintenance_is_planned_done_and_written_down(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        await server.DoAsync("printers", "add", "Left", Nowhere, "--enabled", "false");

        await server.DoAsync(["maintenance", "add", "Left", "Grease", "--every-hours", "200", "--every-days", "90"]);
        await server.DoAsync("maintenance", "change", "Left", "1", "--every-hours", "0", "--note", "Rails too");
        string tasks = await server.DoAsync("maintenance", "Left");
        await server.DoAsync("maintenance", "done", "Left", "1", "--text", "Greased");
        await server.DoAsync("maintenance", "note", "Left", "New nozzle");
        string log = await server.DoAsync("maintenance", "log", "Left");
        await server.DoAsync("maintenance", "remove", "Left", "1");

        tasks.ShouldContain("Rails too");
        tasks.ShouldContain("90 days");
        tasks.ShouldNotContain("200");
        log.ShouldContain("Greased");
        log.ShouldContain("New nozzle");
        (await server.DoAsync("maintenance", "Left")).ShouldContain("No tasks.");
    }
}
