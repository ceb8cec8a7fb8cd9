using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Audit;
using static Gantry.EndToEnd.Tests.Fleet.People.Refusals;
using static Gantry.EndToEnd.Tests.Fleet.People.TestPeople;

namespace Gantry.EndToEnd.Tests.Fleet.People;

/// <summary>Accounts, keys and the audit log.</summary>
public sealed class AccountTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_member_gets_nowhere_with_what_is_for_others(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller ada = await people.AddAsync(boss, "ada");
        long bossId = boss.UserId!.Value;
        long adaId = ada.UserId!.Value;
        UserAccount self = await people.Users.GetAsync(ada, adaId, Stop);

        Func<Task>[] tries =
        [
            () => people.Users.ListAsync(ada, Stop),
            () => people.Users.GetAsync(ada, bossId, Stop),
            () => people.Users.AddAsync(ada, new NewUser { Name = "eve", Role = Role.Administrator }, Stop),
            () =>
                people.Users.UpdateAsync(ada, adaId, self.Version, new UserChange { Role = Role.Administrator }, Stop),
            () => people.Users.UpdateAsync(ada, bossId, 1, new UserChange { DisplayName = "x" }, Stop),
            () => people.Users.RemoveAsync(ada, bossId, 1, Stop),
            () => people.Users.SetPasswordAsync(ada, bossId, "a new horse 1", Stop),
            () => people.Users.EndSessionsAsync(ada, bossId, Stop),
            () => people.Users.ChangePasswordAsync(ada, "not the old one", "a new horse 1", Stop),
            () => people.Keys.ListAsync(ada, null, Stop),
            () => people.Keys.ListAsync(ada, bossId, Stop),
            () => people.Keys.CreateAsync(ada, new NewApiKey { Name = "k", Scopes = [Right.UsersManage] }, Stop),
            () => people.Quotas.ListAsync(ada, Stop),
            () => people.Quotas.SetAsync(ada, adaId, new Quota(), Stop),
            () => people.Quotas.SetAsync(ada, Role.Member, new Quota(), Stop),
            () => people.Quotas.RemoveAsync(ada, adaId, Stop),
            () => people.Approvals.ApproveAsync(ada, 1, null, null, Stop),
            () => people.Approvals.RefuseAsync(ada, 1, "", Stop),
            () => people.Audit.SearchAsync(ada, new AuditQuery(), PageRequest.First, Stop),
            () => people.Audit.CheckAsync(ada, Stop),
            () => people.Audit.ExportAsync(ada, AuditFormat.Csv, null, null, Stream.Null, Stop),
        ];
        foreach (Func<Task> attempt in tries)
            await RefusedAsync(FleetError.NotAllowed, attempt);
        Caller nobody = Caller.Anonymous("web 10.0.0.8");
        await RefusedAsync(FleetError.SignInNeeded, () => people.Users.ListAsync(nobody, Stop));

        UserAccount changed = await people.Users.UpdateAsync(
            ada,
            adaId,
            self.Version,
            new UserChange { DisplayName = "Ada L.", Email = "ada@example.com" },
            Stop
        );
        (changed.DisplayName, changed.Role).ShouldBe(("Ada L.", Role.Member));
    }

    [Theory]
    [BothDatabases]
    public async Task There_is_always_an_administrator_who_can_sign_in(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        UserAccount self = await people.Users.GetAsync(boss, boss.UserId!.Value, Stop);

        foreach (UserChange change in (UserChange[])[new() { Role = Role.Operator }, new() { Disabled = true }])
            await RefusedAsync(
                FleetError.Conflict,
                () => people.Users.UpdateAsync(boss, self.Id, self.Version, change, Stop)
            );
        await RefusedAsync(FleetError.Conflict, () => people.Users.RemoveAsync(boss, self.Id, self.Version, Stop));

        await people.AddAsync(boss, "second", Role.Administrator);
        await people.Users.RemoveAsync(boss, self.Id, self.Version, Stop);
    }

    [Theory]
    [BothDatabases]
    public async Task A_key_may_no_more_than_its_scopes_its_owner_and_its_printers(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller olga = await people.AddAsync(boss, "olga", Role.Operator);
        CreatedApiKey key = await people.Keys.CreateAsync(
            olga,
            new NewApiKey
            {
                Name = "slicer",
                Scopes = [Right.PrintersControl, Right.FleetRead],
                PrinterIds = [3],
                ExpiresAt = people.Storage.Clock.Now.AddDays(100),
            },
            Stop
        );

        Caller program = (await UseAsync())!;
        program.UserId.ShouldBe(olga.UserId);
        program.May(Right.PrintersControl, 3).ShouldBeTrue();
        program.May(Right.PrintersControl, 4).ShouldBeFalse();
        program.May(Right.QueueManage).ShouldBeFalse();
        // Nor does a key that got lost make itself another one, or lock its owner out.
        foreach (
            Func<Task> attempt in (Func<Task>[])
                [
                    () =>
                        people.Keys.CreateAsync(
                            program,
                            new NewApiKey { Name = "n", Scopes = [Right.FleetRead] },
                            Stop
                        ),
                    () => people.Users.ChangePasswordAsync(program, Password, "a new horse 1", Stop),
                    () => people.Users.UpdateAsync(program, olga.UserId!.Value, 1, new UserChange { Email = "" }, Stop),
                ]
        )
            await RefusedAsync(FleetError.NotAllowed, attempt);

        // What the owner loses, the key loses.
        UserAccount account = await people.Users.GetAsync(boss, olga.UserId!.Value, Stop);
        await people.Users.UpdateAsync(boss, account.Id, account.Version, new UserChange { Role = Role.Viewer }, Stop);
        (await UseAsync())!.May(Right.PrintersControl, 3).ShouldBeFalse();

        await people.Keys.RevokeAsync(olga, key.Record.Id, Stop);
        (await UseAsync()).ShouldBeNull();

        Task<Caller?> UseAsync() => people.Keys.AuthenticateAsync(key.Key, "10.0.0.9", "octoprint", Stop);
    }

    [Theory]
    [BothDatabases]
    public async Task Guessing_keys_must_wait_and_good_ones_from_elsewhere_need_not(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        CreatedApiKey key = await people.Keys.CreateAsync(
            boss,
            new NewApiKey { Name = "k", Scopes = [Right.FleetRead] },
            Stop
        );

        FleetException? refused = null;
        for (int i = 0; i < 30 && refused is null; i++)
            try
            {
                (await people.Keys.AuthenticateAsync($"gk_{i}", "10.6.6.6", "web", Stop)).ShouldBeNull();
            }
            catch (FleetException e)
            {
                refused = e;
            }

        refused.ShouldNotBeNull().Error.ShouldBe(FleetError.RateLimited);
        (await people.Keys.AuthenticateAsync(key.Key, "10.0.0.9", "web", Stop)).ShouldNotBeNull();
        // Also behind the same proxy as the one who guesses.
        (await people.Keys.AuthenticateAsync(key.Key, "10.6.6.6", "web", Stop)).ShouldNotBeNull();
    }

    [Theory]
    [BothDatabases]
    public async Task The_audit_log_tells_who_did_what_and_is_harmless_in_a_spreadsheet(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        await people.AddAsync(boss, "ada");
        await RefusedAsync(
            FleetError.SignInNeeded,
            () => people.SignIn.SignInAsync(Request("=HYPERLINK(\"http://evil\",\"x\")", "wrong"), Stop)
        );

        var csv = new MemoryStream();
        await people.Audit.ExportAsync(boss, AuditFormat.Csv, null, null, csv, Stop);
        string text = System.Text.Encoding.UTF8.GetString(csv.ToArray());
        var json = new MemoryStream();
        await people.Audit.ExportAsync(boss, AuditFormat.Json, null, null, json, Stop);
        using var entries = System.Text.Json.JsonDocument.Parse(json.ToArray());

        text.ShouldContain("user.add");
        text.ShouldContain("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"");
        string[] actions = [.. entries.RootElement.EnumerateArray().Select(e => e.GetProperty("action").GetString()!)];
        actions[..4].ShouldBe(["setup.complete", "session.begin", "user.add", "session.begin"]);
        text.ShouldNotContain(Password);
        (await people.Audit.CheckAsync(boss, Stop)).FirstBroken.ShouldBeNull();
    }
}
