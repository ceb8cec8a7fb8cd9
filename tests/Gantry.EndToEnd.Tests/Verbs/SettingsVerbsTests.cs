using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>Settings and who is told of what, on the command line.</summary>
public sealed class SettingsVerbsTests(PostgresServer postgres)
{
    private const string Secret = "only between us";

    [Theory]
    [BothDatabases]
    public async Task Settings_are_shown_and_changed_by_the_names_that_the_list_has(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);

        string set = await server.DoAsync([
            "settings",
            "set",
            "queue.workingHours=mo-fr 08:00-18:00",
            "queue.staggerSeconds=90",
            "queue.evenWear=true",
            "retention.days=365",
            "general.hosts=farm,farm.local",
        ]);
        await server.DoAsync("settings", "material", "PLA", "20");
        await server.DoAsync("settings", "material", "PETG", "24.5");
        await server.DoAsync("settings", "material", "remove", "pla");
        string shown = await server.DoAsync("settings");
        JsonNode settings = await server.JsonAsync("settings");

        set.ShouldContain("queue.workingHours: mo-fr 08:00-18:00");
        shown.ShouldContain("farm, farm.local");
        shown.ShouldContain("gantry notifications");
        settings["queue"]!["staggerSeconds"]!.GetValue<double>().ShouldBe(90);
        settings["queue"]!["evenWear"]!.GetValue<bool>().ShouldBeTrue();
        settings["retention"]!["days"]!.GetValue<int>().ShouldBe(365);
        JsonNode material = settings["costs"]!["materials"]!.AsArray().ShouldHaveSingleItem()!;
        (material["name"]!.GetValue<string>(), material["perKg"]!.GetValue<double>()).ShouldBe(("PETG", 24.5));
    }

    [Fact]
    public async Task A_setting_that_is_none_is_refused_in_a_sentence()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        foreach (
            (string change, string sentence) in ((string, string)[])
                [
                    ("queue.speed=1", "There is no 'queue.speed'. In place of 'speed' there are: workingHours, "),
                    ("queue.evenWear=perhaps", "queue.evenWear takes true or false, not 'perhaps'."),
                    ("queue.staggerSeconds=soon", "queue.staggerSeconds takes a number, not 'soon'."),
                    ("queue.evenWear", "'queue.evenWear' names no value. Write it as NAME=VALUE."),
                    ("queue.workingHours=always", "Expected times as 'mo-fr 08:00-18:00"),
                ]
        )
        {
            (int status, _, string errors) = await server.TryAsync("settings", "set", change);
            status.ShouldBe(64, errors);
            errors.ShouldContain(sentence);
            errors.Trim().Split('\n').Length.ShouldBe(1);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_channel_is_added_tried_changed_and_removed_and_its_secret_is_never_shown(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        using var receiver = new WebhookReceiver();
        string url = receiver.Channel(null).Url;

        ProgramEnd added = await server.TypeAsync(
            Secret + "\n",
            ["notifications", "add", "webhook", url, "--event", "print.failed", "--allow-local", "true", "--secret"]
        );
        string id = (await server.JsonAsync("notifications"))["items"]![0]!["id"]!.GetValue<string>();
        Task<string> testing = server.DoAsync("notifications", "test", id);
        (string head, _) = await receiver.AnswerAsync("204 Good");
        await testing;
        Task<ProgramEnd> failing = server.TryAsync("notifications", "test", id);
        await receiver.AnswerAsync("404 Gone");
        ProgramEnd failed = await failing;
        await server.DoAsync([
            "notifications",
            "change",
            id,
            "--event",
            "print.finished",
            "--event",
            "print.failed",
            "--enabled",
            "false",
        ]);
        JsonNode channel = (await server.JsonAsync("notifications"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        string list = await server.DoAsync("notifications");
        string kinds = await server.DoAsync("notifications", "kinds");
        await server.DoAsync("notifications", "change", id, "--event", "");
        string everything = await server.DoAsync("notifications");
        await server.DoAsync("notifications", "remove", id);

        added.Status.ShouldBe(0, added.Errors);
        head.ShouldContain("X-Gantry-Signature: t=", Case.Insensitive);
        (failed.Status, failed.Errors.Trim()).ShouldBe((1, "gantry notifications test: The notice did not arrive."));
        failed.Output.ShouldContain("404");
        channel["events"]!.AsArray().Count.ShouldBe(2);
        channel["hasSecret"]!.GetValue<bool>().ShouldBeTrue("a change that does not name it keeps it");
        channel["enabled"]!.GetValue<bool>().ShouldBeFalse();
        string all = added.Output + list + channel.ToJsonString() + await server.DoAsync("settings", "--json");
        all.ShouldNotContain(Secret);
        everything.ShouldContain("everything");
        kinds.ShouldContain("printer.plateNotClear");
        (await server.DoAsync("notifications")).ShouldContain("Nobody is told of anything.");
    }

    [Fact]
    public async Task A_password_in_an_address_is_no_argument()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        ProgramEnd end = await server.TryAsync("notifications", "add", "mqtt", "mqtt://ada:hush@broker/topic");
        ProgramEnd unknown = await server.TryAsync("notifications", "remove", "nothing");

        end.Status.ShouldBe(64);
        end.Errors.ShouldContain("--secret");
        end.Errors.ShouldNotContain("hush");
        (unknown.Status, unknown.Errors.Trim()).ShouldBe(
            (1, "gantry notifications remove: There is no channel 'nothing'; 'gantry notifications' lists them.")
        );
    }
}
