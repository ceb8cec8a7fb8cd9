using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Server;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>People, their keys and quotas, and what they did, on the command line.</summary>
public sealed class PeopleVerbsTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_set_up_code_makes_the_first_administrator_and_passwords_are_no_arguments()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string? code = await server.SetupCodeAsync();

        ProgramEnd wrong = await server.TypeAsync($"nonsense\n{Person.Password}\n", "users", "setup", "ada");
        ProgramEnd right = await server.TypeAsync($"{code}\n{Person.Password}\n", "users", "setup", "ada");
        Person ada = await server.SignInAsync("ada", Person.Password);
        await server.AddPersonAsync(ada, "mia", "member");
        await server.DoAsync("users", "change", "mia", "--role", "operator", "--display-name", "Mia M.");
        string shown = await server.DoAsync("users", "show", "mia");
        await server.DoAsync("users", "change", "mia", "--closed", "true");

        wrong.Status.ShouldNotBe(0);
        right.Status.ShouldBe(0, right.Errors);
        (right.Output + right.Errors + wrong.Errors).ShouldNotContain(Person.Password);
        shown.ShouldContain("operator");
        shown.ShouldContain("Mia M.");
        (await server.TrySignInAsync("mia", Person.Password)).IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task Sessions_of_an_account_are_ended()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        await server.DoAsync("users", "sign-out", "ADA");

        (await ada.GetAsync("/fleet/v1/users")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Theory]
    [BothDatabases]
    public async Task A_key_is_made_by_who_signs_in_shown_once_kept_to_its_printers_and_taken_back(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        Person ada = await server.SetUpAsync();
        await ada.AddIdlePrinterAsync("Left");
        await ada.AddIdlePrinterAsync("Right");

        ProgramEnd wrong = await server.TypeAsync(
            "guess\n",
            ["keys", "add", "wall", "--user", "ada", "--scope", "fleet.read"]
        );
        ProgramEnd made = await server.TypeAsync(
            Person.Password + "\n",
            [
                "keys",
                "add",
                "wall",
                "--user",
                "ada",
                "--scope",
                "fleet.read",
                "--printer",
                "left",
                "--until",
                "2099-01-01",
            ]
        );
        string key = made.Output.Trim();
        string list = await server.DoAsync("keys");
        await using RunningProgram used = RunningProgram.Gantry(
            "printers",
            "--server",
            server.Address.ToString(),
            "--key",
            key
        );
        string seen = await used.OutputAsync(Stop);
        ProgramEnd back = await server.TypeAsync(Person.Password + "\n", "keys", "revoke", "1", "--user", "ada");
        await using RunningProgram late = RunningProgram.Gantry(
            "printers",
            "--server",
            server.Address.ToString(),
            "--key",
            key
        );

        (wrong.Status, wrong.Output).ShouldBe((77, ""));
        made.Status.ShouldBe(0, made.Errors);
        key.ShouldStartWith("gk_");
        list.ShouldContain("fleet.read");
        list.ShouldContain("ada");
        list.ShouldContain("Left");
        list.ShouldNotContain(key);
        seen.ShouldContain("Left");
        seen.ShouldNotContain("Right");
        back.Status.ShouldBe(0, back.Errors);
        (await late.FinishAsync(Stop)).Status.ShouldBe(77);
        (await server.DoAsync("keys", "scopes")).ShouldContain("printers.control");
    }

    [Theory]
    [BothDatabases]
    public async Task Quotas_are_set_for_roles_and_people_and_a_job_that_needs_it_is_approved(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        long file = await mia.UploadAsync();

        string role = await server.DoAsync([
            "quotas",
            "set",
            "--role",
            "member",
            "--jobs-per-week",
            "5",
            "--needs-approval",
            "true",
        ]);
        string person = await server.DoAsync("quotas", "set", "--user", "mia", "--hours-per-week", "12.5");
        string changed = await server.DoAsync("quotas", "set", "--user", "mia", "--longest-hours", "4");
        string list = await server.DoAsync("quotas");
        await mia.PostAsync("/fleet/v1/jobs", new { fileId = file });
        string waits = await server.DoAsync("jobs", "--owner", "mia");
        await server.DoAsync("jobs", "approve", "1");
        string shown = await server.DoAsync("users", "show", "mia");
        ProgramEnd hers = await server.TypeAsync(
            Person.Password + "\n",
            ["keys", "add", "own", "--user", "mia", "--scope", "fleet.read"]
        );
        string own = await server.DoAsync("jobs", "--owner", "me", "--key", hers.Output.Trim());
        await server.DoAsync("quotas", "remove", "mia");
        HttpResponseMessage blind = await mia.PostAsync(
            "/fleet/v1/keys",
            new { name = "blind", scopes = (string[])["library.read"] }
        );
        string blindKey = JsonNode.Parse(await blind.Content.ReadAsStringAsync(Stop))!["key"]!.GetValue<string>();
        string keys = await server.DoAsync("keys", "--key", blindKey);
        (int status, _, string errors) = await server.TryAsync("quotas", "set", "--one-at-a-time", "true");

        role.Trim().ShouldBe("member: 5 jobs a week, needs approval.");
        person
            .Trim()
            .ShouldBe("mia: 5 jobs a week, 12.5 h a week, needs approval.", "her own begins as that of her role");
        changed.Trim().ShouldBe("mia: 5 jobs a week, 12.5 h a week, 4 h the longest print, needs approval.");
        list.ShouldContain("mia");
        waits.ShouldContain("awaitingApproval");
        (await server.JsonAsync("jobs", "show", "1"))["state"]!.GetValue<string>().ShouldBe("queued");
        shown.ShouldContain("1 jobs");
        own.ShouldContain("part.gcode");
        keys.ShouldContain("blind", customMessage: "who may not see the printers sees the keys");
        (await server.JsonAsync("quotas"))["items"]!.AsArray().ShouldHaveSingleItem()!["role"]!
            .GetValue<string>()
            .ShouldBe("member");
        (status, errors.Trim()).ShouldBe((64, "gantry quotas set: Name either --role or --user."));
    }

    [Theory]
    [BothDatabases]
    public async Task The_audit_log_is_searched_exported_and_checked(DatabaseKind kind)
    {
        await using RunningServer server = await RunningServer.StartAsync(kind, postgres);
        using var folder = new TemporaryFolder();
        Person ada = await server.SetUpAsync();
        await ada.AddIdlePrinterAsync("Left");
        await server.DoAsync("printers", "maintain", "Left");

        string byAda = await server.DoAsync("audit", "--user", "ada");
        string ofLeft = await server.DoAsync("audit", "--printer", "Left", "--action", "printer.enterMaintenance");
        string later = await server.DoAsync("audit", "--from", "2099-01-01");
        await server.DoAsync("audit", "export", "-o", folder["log.csv"]);
        await server.DoAsync("audit", "export", "--format", "json", "-o", folder["log"]);
        string check = await server.DoAsync("audit", "check");

        byAda.ShouldContain("printer.add");
        byAda.ShouldNotContain("enterMaintenance");
        ofLeft.ShouldContain("command line");
        ofLeft.Trim().Split('\n').Length.ShouldBe(2);
        later.Trim().ShouldBe("No entries.");
        (await File.ReadAllTextAsync(folder["log.csv"], Stop)).ShouldStartWith("id,at,userId,");
        JsonNode.Parse(await File.ReadAllTextAsync(folder["log"], Stop))!.AsArray().Count.ShouldBeGreaterThan(2);
        check.ShouldContain("nobody changed any");
    }

    [Fact]
    public async Task Events_are_told_in_a_line_each_until_somebody_ends_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using RunningProgram listener = RunningProgram.Gantry(
            "events",
            "--topics",
            "printer,job",
            "--data",
            server.Data.Root
        );
        (await listener.ReadLineAsync(Stop)).ShouldContain(" hello ");

        await server.DoAsync("printers", "add", "Left", "tcp://127.0.0.1:1", "--enabled", "false");
        string[] told = (await listener.ReadLineAsync(Stop)).Split(' ', 3);
        listener.Signal(RunningProgram.SigInt);

        told[1].ShouldBe("printer");
        JsonNode.Parse(told[2])!["id"]!.GetValue<long>().ShouldBe(1);
        long.Parse(told[0]).ShouldBeGreaterThan(0);
        (await listener.EndAsync(Stop)).ShouldBe(0, listener.Errors);
    }
}
