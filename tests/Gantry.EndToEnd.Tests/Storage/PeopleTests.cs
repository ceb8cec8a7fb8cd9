using Gantry.Storage;
using Gantry.Storage.People;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class PeopleTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task An_account_is_found_by_its_name_whatever_the_case(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("Ada");
        await Write(test, s => s.Users.AddAsync(new UserRecord { Name = "guest", Role = "viewer" }, Stop));

        await Write(test, s => s.Users.SetSignedInAsync(ada.Id, Stop));
        UserRecord changed = await Write(
            test,
            s => s.Users.UpdateAsync(ada with { Role = "operator", Email = "ada@example.org" }, Stop)
        );

        UserRecord found = (await Read(test, s => s.Users.FindAsync("ADA", Stop)))!;
        found.ShouldBe(changed);
        (found.Role, found.Email, found.SignedInAt, found.Version).ShouldBe(
            ("operator", "ada@example.org", test.Clock.Now, 2)
        );
        (await Read(test, s => s.Users.ListAsync(Stop))).Select(u => u.Name).ShouldBe(["Ada", "guest"]);
        (await Read(test, s => s.Users.CountAsync("operator", Stop))).ShouldBe(1);
        (await Read(test, s => s.Users.CountAsync("viewer", Stop))).ShouldBe(0);
        await Should.ThrowAsync<NameTakenException>(() => test.AddUserAsync("ada"));
        await Should.ThrowAsync<VersionConflictException>(() => Write(test, s => s.Users.UpdateAsync(ada, Stop)));
    }

    [Theory]
    [BothDatabases]
    public async Task A_session_ends_by_time_by_sign_out_and_with_the_password(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("ada");
        foreach (string token in new[] { "a", "b", "c" })
            await Write(test, s => s.Sessions.AddAsync(Session(test, ada, token), Stop));

        (await Read(test, s => s.Sessions.ListAsync(ada.Id, Stop))).Count.ShouldBe(3);
        await Write(test, s => s.Sessions.RemoveAsync("a", Stop));
        (await Write(test, s => s.Sessions.RemoveAllAsync(ada.Id, "b", Stop))).ShouldBe(1);
        SessionRecord left = (await Read(test, s => s.Sessions.FindAsync("b", Stop)))!;
        (left.UserId, left.Address, left.Agent).ShouldBe((ada.Id, "10.0.0.1", "Firefox"));
        test.Clock.Now += TimeSpan.FromMinutes(59);
        await Write(test, s => s.Sessions.TouchAsync("b", test.Clock.Now.AddHours(1), Stop));
        test.Clock.Now += TimeSpan.FromMinutes(59);
        (await Read(test, s => s.Sessions.FindAsync("b", Stop))).ShouldNotBeNull();
        test.Clock.Now += TimeSpan.FromMinutes(1);
        (await Read(test, s => s.Sessions.FindAsync("b", Stop))).ShouldBeNull();
        (await Write(test, s => s.Sessions.PurgeAsync(Stop))).ShouldBe(1);
    }

    [Theory]
    [BothDatabases]
    public async Task A_key_is_good_until_it_runs_out_or_is_taken_back(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("ada");
        ApiKeyRecord forever = await Write(
            test,
            s => s.ApiKeys.AddAsync(Key(ada, "1") with { PrinterIds = "[3]" }, Stop)
        );
        await Write(test, s => s.ApiKeys.AddAsync(Key(ada, "2") with { ExpiresAt = test.Clock.Now.AddDays(1) }, Stop));

        (await Read(test, s => s.ApiKeys.FindValidAsync("1", Stop))).ShouldBe(forever);
        (await Read(test, s => s.ApiKeys.FindValidAsync("2", Stop))).ShouldNotBeNull();
        (await Read(test, s => s.ApiKeys.FindValidAsync("3", Stop))).ShouldBeNull();
        await Should.ThrowAsync<NameTakenException>(() => Write(test, s => s.ApiKeys.AddAsync(Key(ada, "1"), Stop)));
        test.Clock.Now += TimeSpan.FromDays(1);
        (await Read(test, s => s.ApiKeys.FindValidAsync("2", Stop))).ShouldBeNull();
        await Write(test, s => s.ApiKeys.TouchAsync(forever.Id, Stop));
        (await Write(test, s => s.ApiKeys.RevokeAsync(forever.Id, Stop))).ShouldBeTrue();
        (await Write(test, s => s.ApiKeys.RevokeAsync(forever.Id, Stop))).ShouldBeFalse();
        (await Read(test, s => s.ApiKeys.FindValidAsync("1", Stop))).ShouldBeNull();
        ApiKeyRecord[] all = [.. await Read(test, s => s.ApiKeys.ListAsync(ada.Id, Stop))];
        all.Select(k => k.KeyHash).ShouldBe(["2", "1"]);
        (all[1].UsedAt, all[1].RevokedAt).ShouldBe((test.Clock.Now, test.Clock.Now));
    }

    [Theory]
    [BothDatabases]
    public async Task An_own_quota_goes_before_that_of_the_role(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("ada");
        await Write(test, s => s.Quotas.SetAsync(new QuotaRecord { Role = "member", JobsPerWeek = 3 }, Stop));

        (await Read(test, s => s.Quotas.FindForAsync(ada.Id, "member", Stop)))!.JobsPerWeek.ShouldBe(3);
        await Write(test, s => s.Quotas.SetAsync(new QuotaRecord { UserId = ada.Id, GramsPerWeek = 1.5 }, Stop));
        QuotaRecord own = await Write(
            test,
            s => s.Quotas.SetAsync(new QuotaRecord { UserId = ada.Id, NeedsApproval = true }, Stop)
        );
        QuotaRecord found = (await Read(test, s => s.Quotas.FindForAsync(ada.Id, "member", Stop)))!;
        found.ShouldBe(own);
        (found.GramsPerWeek, found.NeedsApproval, found.Version).ShouldBe((null, true, 2));
        (await Read(test, s => s.Quotas.ListAsync(Stop))).Count.ShouldBe(2);
        await Write(test, s => s.Quotas.RemoveAsync(own.Id, Stop));
        (await Read(test, s => s.Quotas.FindForAsync(ada.Id, "member", Stop)))!.Role.ShouldBe("member");
        await Should.ThrowAsync<StorageException>(() => Write(test, s => s.Quotas.SetAsync(new QuotaRecord(), Stop)));
    }

    [Theory]
    [BothDatabases]
    public async Task With_an_account_go_its_sessions_keys_and_quota_but_not_its_work(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        UserRecord ada = await test.AddUserAsync("ada");
        await Write(test, s => s.Sessions.AddAsync(Session(test, ada, "a"), Stop));
        await Write(test, s => s.ApiKeys.AddAsync(Key(ada, "1"), Stop));
        await Write(test, s => s.Quotas.SetAsync(new QuotaRecord { UserId = ada.Id }, Stop));
        var job = await test.AddJobAsync("a", j => j with { OwnerId = ada.Id, OwnerName = "ada" });

        await Write(test, s => s.Users.RemoveAsync(ada.Id, ada.Version, Stop));

        (await Read(test, s => s.Sessions.FindAsync("a", Stop))).ShouldBeNull();
        (await Read(test, s => s.ApiKeys.FindValidAsync("1", Stop))).ShouldBeNull();
        (await Read(test, s => s.Quotas.ListAsync(Stop))).ShouldBeEmpty();
        var left = (await Read(test, s => s.Jobs.FindAsync(job.Id, Stop)))!;
        (left.OwnerId, left.OwnerName).ShouldBe((null, "ada"));
    }

    private static SessionRecord Session(TestStorage test, UserRecord user, string token) =>
        new()
        {
            TokenHash = token,
            UserId = user.Id,
            ExpiresAt = test.Clock.Now.AddHours(1),
            Address = "10.0.0.1",
            Agent = "Firefox",
        };

    private static ApiKeyRecord Key(UserRecord user, string hash) =>
        new()
        {
            UserId = user.Id,
            Name = "Cura",
            KeyHash = hash,
            Hint = "abcd",
        };
}
