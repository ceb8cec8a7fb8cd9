using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.People;
using static Gantry.EndToEnd.Tests.Fleet.People.Refusals;
using static Gantry.EndToEnd.Tests.Fleet.People.TestPeople;

namespace Gantry.EndToEnd.Tests.Fleet.People;

/// <summary>The set-up, sign-in and sessions, and what attackers try at them.</summary>
public sealed class SignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task The_first_visitor_becomes_nothing_without_the_code_of_the_console(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);

        await RefusedAsync(
            FleetError.NotAllowed,
            () => people.Setup.CompleteAsync("2222-2222", "", Request("intruder"), Stop)
        );
        (await people.Setup.IsNeededAsync(Stop)).ShouldBeTrue();
        string code = (await people.Setup.GetCodeAsync(Stop))!;
        await RefusedAsync(
            FleetError.Invalid,
            () => people.Setup.CompleteAsync(code, "", Request("boss", "password"), Stop)
        );

        SignedIn boss = await people.Setup.CompleteAsync(code.ToLowerInvariant(), "", Request("boss"), Stop);

        boss.Caller.Role.ShouldBe(Role.Administrator);
        (await people.Setup.GetCodeAsync(Stop)).ShouldBeNull();
        await RefusedAsync(FleetError.Conflict, () => people.Setup.CompleteAsync(code, "", Request("second"), Stop));
    }

    [Theory]
    [BothDatabases]
    public async Task Of_many_who_have_the_code_at_once_one_becomes_administrator(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        string code = (await people.Setup.GetCodeAsync(Stop))!;

        Task<SignedIn>[] tries =
        [
            .. Enumerable.Range(0, 4).Select(i => people.Setup.CompleteAsync(code, "", Request($"boss{i}"), Stop)),
        ];
        await Task.WhenAll(tries.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));

        tries.Count(t => t.IsCompletedSuccessfully).ShouldBe(1);
        (await people.Store.ReadAsync(s => s.Users.CountAsync(Role.Administrator.Word(), Stop), Stop)).ShouldBe(1);
    }

    [Theory]
    [BothDatabases]
    public async Task Guessing_a_password_must_wait_longer_with_every_try(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        await people.BossAsync();
        // Many at once are many: a try counts before it is judged.
        Task[] tries =
        [
            .. Enumerable.Range(0, 40).Select(i => people.SignIn.SignInAsync(Request("boss", $"guess {i}"), Stop)),
        ];
        await Task.WhenAll(tries.Select(t => t.ContinueWith(_ => { }, TaskScheduler.Default)));
        FleetError[] answers = [.. tries.Select(t => ((FleetException)t.Exception!.InnerException!).Error)];
        answers.Count(e => e == FleetError.SignInNeeded).ShouldBeLessThanOrEqualTo(11);
        answers.ShouldContain(FleetError.RateLimited);

        var waits = new List<TimeSpan>();
        for (int i = 0; i < 3; i++)
        {
            FleetException refused = await RefusedAsync(
                FleetError.RateLimited,
                () => people.SignIn.SignInAsync(Request("boss", address: "10.9.9.9"), Stop)
            );
            waits.Add(refused.RetryAfter!.Value);
            people.Storage.Clock.Now += refused.RetryAfter.Value;
            await RefusedAsync(
                FleetError.SignInNeeded,
                () => people.SignIn.SignInAsync(Request("boss", "wrong", $"10.8.0.{i}"), Stop)
            );
        }
        waits.ShouldBeInOrder();
        waits[2].ShouldBeGreaterThan(waits[0]);

        people.Storage.Clock.Now += TimeSpan.FromMinutes(1);
        (await people.SignIn.SignInAsync(Request("boss", address: "10.9.9.9"), Stop)).Caller.Name.ShouldBe("boss");
    }

    [Theory]
    [BothDatabases]
    public async Task Nobody_can_tell_a_wrong_name_from_a_wrong_password_or_a_closed_account(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller ada = await people.AddAsync(boss, "ada");
        UserAccount account = await people.Users.GetAsync(boss, ada.UserId!.Value, Stop);
        await people.Users.UpdateAsync(boss, account.Id, account.Version, new UserChange { Disabled = true }, Stop);

        var messages = new HashSet<string>();
        foreach (
            SignInRequest request in (SignInRequest[])[Request("nobody"), Request("boss", "wrong"), Request("ada")]
        )
            messages.Add(
                (await RefusedAsync(FleetError.SignInNeeded, () => people.SignIn.SignInAsync(request, Stop))).Message
            );

        messages.Count.ShouldBe(1);
    }

    [Theory]
    [BothDatabases]
    public async Task A_session_is_always_new_and_ends_with_sign_out_time_password_and_account(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        Caller boss = await people.BossAsync();
        Caller ada = await people.AddAsync(boss, "ada");
        SignedIn first = await people.SignIn.SignInAsync(Request("ada"), Stop);
        SignedIn second = await people.SignIn.SignInAsync(Request("ada") with { PreviousToken = first.Token }, Stop);
        second.Token.ShouldNotBe(first.Token);
        (await WhoAsync(first)).ShouldBeNull();
        (await WhoAsync(second))!.UserId.ShouldBe(ada.UserId);
        // A token that somebody made up becomes no session.
        (await people.SignIn.AuthenticateAsync("made-up", "web", Stop)).ShouldBeNull();

        await people.SignIn.SignOutAsync(second.Caller, Stop);
        (await WhoAsync(second)).ShouldBeNull();

        SignedIn own = await people.SignIn.SignInAsync(Request("ada"), Stop);
        SignedIn stolen = await people.SignIn.SignInAsync(Request("ada"), Stop);
        await people.Users.ChangePasswordAsync(own.Caller, Password, "another horse 8", Stop);
        (await WhoAsync(own)).ShouldNotBeNull();
        (await WhoAsync(stolen)).ShouldBeNull();
        await RefusedAsync(FleetError.SignInNeeded, () => people.SignIn.SignInAsync(Request("ada"), Stop));

        await people.Users.SetPasswordAsync(boss, ada.UserId!.Value, "third horse 9", Stop);
        (await WhoAsync(own)).ShouldBeNull();

        SignedIn last = await people.SignIn.SignInAsync(Request("ada", "third horse 9"), Stop);
        people.Storage.Clock.Now += TimeSpan.FromDays(8);
        (await WhoAsync(last)).ShouldBeNull();

        Task<Caller?> WhoAsync(SignedIn session) => people.SignIn.AuthenticateAsync(session.Token, "web", Stop);
    }

    [Theory]
    [BothDatabases]
    public async Task The_database_holds_neither_passwords_nor_sessions_nor_keys(DatabaseKind kind)
    {
        await using TestPeople people = await OpenAsync(kind);
        await people.BossAsync();
        SignedIn session = await people.SignIn.SignInAsync(Request("boss"), Stop);
        CreatedApiKey key = await people.Keys.CreateAsync(
            session.Caller,
            new NewApiKey { Name = "slicer", Scopes = [Right.FleetRead] },
            Stop
        );

        UserRecord user = (await people.Store.ReadAsync(s => s.Users.FindAsync("boss", Stop), Stop))!;
        user.PasswordHash!.ShouldStartWith("pbkdf2-sha512$");
        user.PasswordHash.ShouldNotContain(Password);
        session.Caller.SessionHash.ShouldNotBe(session.Token);
        ApiKeyRecord kept = (await people.Store.ReadAsync(s => s.ApiKeys.ListAsync(null, Stop), Stop)).Single();
        kept.ToString().ShouldNotContain(key.Key);
        key.Key.ShouldStartWith(kept.Hint);
        kept.Hint.Length.ShouldBeLessThan(key.Key.Length / 3);
    }

    [Fact]
    public void A_page_of_somebody_else_cannot_know_what_must_come_along_with_a_change()
    {
        string token = SignInService.CsrfToken("cookie");

        SignInService.IsCsrfToken("cookie", token).ShouldBeTrue();
        SignInService.IsCsrfToken("cookie", "").ShouldBeFalse();
        SignInService.IsCsrfToken("other cookie", token).ShouldBeFalse();
    }
}
