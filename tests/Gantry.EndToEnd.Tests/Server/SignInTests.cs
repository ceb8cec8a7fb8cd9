using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>The first start, sessions and keys, as an attacker would like to have them.</summary>
public sealed class SignInTests
{
    [Fact]
    public async Task The_first_visitor_does_not_get_the_server_without_the_code_on_its_console()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage guessed = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/setup",
            JsonContent.Create(
                new
                {
                    code = "AAAA-AAAA",
                    name = "mallory",
                    password = Person.Password,
                }
            )
        );

        await guessed.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        JsonNode info = await (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/info")).JsonAsync();
        info["setupNeeded"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_code_makes_one_administrator_and_no_second()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string? code = await server.SetupCodeAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage again = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/setup",
            JsonContent.Create(
                new
                {
                    code,
                    name = "mallory",
                    password = Person.Password,
                }
            )
        );

        await again.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
        (await server.SetupCodeAsync()).ShouldBeNull();
        JsonNode session = await (await ada.GetAsync("/fleet/v1/session")).JsonAsync();
        session["user"]!["role"]!.GetValue<string>().ShouldBe("administrator");
        session["permissions"]!.AsArray().Select(p => p!.GetValue<string>()).ShouldContain("users.manage");
    }

    [Theory]
    [InlineData("/fleet/v1/me")]
    [InlineData("/fleet/v1/users")]
    [InlineData("/fleet/v1/audit")]
    [InlineData("/fleet/v1/keys")]
    public async Task Nobody_sees_anything_without_signing_in(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, path);

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signInNeeded");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Forwarded-User", "ada")]
    [InlineData("X-Remote-User", "ada")]
    [InlineData("X-Forwarded-Prefix", "/fleet/v1")]
    public async Task No_header_of_a_proxy_gives_a_right(string header, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SetUpAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Get,
            "/fleet/v1/users",
            null,
            (header, value)
        );

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signInNeeded");
    }

    [Fact]
    public async Task A_forged_forwarding_header_does_not_reach_the_audit_log()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/session",
            JsonContent.Create(new { name = "ada", password = "guess" }),
            ("X-Forwarded-For", "6.6.6.6")
        );

        string log = await (await ada.GetAsync("/fleet/v1/audit")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );
        log.ShouldContain("session.refuse");
        log.ShouldNotContain("6.6.6.6");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_session_changes_nothing_without_the_token_of_its_page(string? token)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        (string, string)[] headers = token is null
            ? [("Cookie", ada.Cookie)]
            : [("Cookie", ada.Cookie), ("X-CSRF-Token", token)];

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/users",
            JsonContent.Create(new { name = "mallory", role = "administrator" }),
            headers
        );

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "tokenNeeded");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "name=ada&password=x")]
    [InlineData("text/plain", """{"name":"ada","password":"x"}""")]
    [InlineData("multipart/form-data; boundary=b", "--b--")]
    public async Task What_a_form_can_send_is_not_taken_for_a_call(string type, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Post, "/fleet/v1/session", content);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "mediaType");
    }

    [Fact]
    public async Task The_cookie_is_for_our_own_pages_and_for_no_script()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SetUpAsync();

        HttpResponseMessage answer = await server.TrySignInAsync("ada", Person.Password);

        string cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_session_is_over_after_signing_out()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        (await ada.CallAsync(HttpMethod.Delete, "/fleet/v1/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await (await ada.GetAsync("/fleet/v1/me")).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signInNeeded");
    }

    [Fact]
    public async Task A_new_password_ends_all_other_sessions()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person thief = await server.SignInAsync("ada", Person.Password);

        HttpResponseMessage changed = await ada.PostAsync(
            "/fleet/v1/me/password",
            new { old = Person.Password, @new = "another long password" }
        );

        changed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await thief.GetAsync("/fleet/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ada.GetAsync("/fleet/v1/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_id_that_was_foisted_on_a_browser_is_worth_nothing_after_the_sign_in()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person foisted = await server.SetUpAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/session",
            JsonContent.Create(new { name = "ada", password = Person.Password }),
            ("Cookie", foisted.Cookie)
        );

        Person ada = await Person.OfAsync(server.Http, answer);
        ada.Cookie.ShouldNotBe(foisted.Cookie);
        (await foisted.GetAsync("/fleet/v1/me")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guessing_passwords_is_slowed_down_and_says_how_long()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await server.SetUpAsync();
        HttpResponseMessage answer;
        int tries = 0;

        do answer = await server.TrySignInAsync("ada", $"guess {tries}");
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++tries < 100);

        await answer.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests, "rateLimited");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_key_does_what_its_scopes_say_and_no_more()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        JsonNode made = await (
            await ada.PostAsync("/fleet/v1/keys", new { name = "exporter", scopes = (string[])["audit.read"] })
        ).JsonAsync();
        string key = made["key"]!.GetValue<string>();

        HttpResponseMessage audit = await server.Http.CallAsync(
            HttpMethod.Get,
            "/fleet/v1/audit",
            null,
            ("Authorization", $"Bearer {key}")
        );
        HttpResponseMessage users = await server.Http.CallAsync(
            HttpMethod.Get,
            "/fleet/v1/users",
            null,
            ("X-Api-Key", key)
        );

        audit.StatusCode.ShouldBe(HttpStatusCode.OK);
        await users.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        string list = await (await ada.GetAsync("/fleet/v1/keys")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken
        );
        list.ShouldNotContain(key);
    }

    [Fact]
    public async Task A_key_that_was_taken_back_is_refused_at_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        JsonNode made = await (
            await ada.PostAsync("/fleet/v1/keys", new { name = "lost", scopes = (string[])["fleet.read"] })
        ).JsonAsync();

        await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/keys/{made["id"]}");

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Get,
            "/fleet/v1/me",
            null,
            ("X-Api-Key", made["key"]!.GetValue<string>())
        );
        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signInNeeded");
    }

    [Fact]
    public async Task A_stolen_key_makes_no_other_keys_and_no_passwords()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        JsonNode made = await (
            await ada.PostAsync(
                "/fleet/v1/keys",
                new { name = "all", scopes = (string[])["users.manage", "fleet.read"] }
            )
        ).JsonAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/keys",
            JsonContent.Create(new { name = "second", scopes = (string[])["fleet.read"] }),
            ("X-Api-Key", made["key"]!.GetValue<string>())
        );

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
    }

    [Theory]
    [InlineData("member")]
    [InlineData("viewer")]
    [InlineData("operator")]
    public async Task Who_is_no_administrator_does_not_manage_people(string role)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person student = await server.AddPersonAsync(ada, "student", role);

        HttpResponseMessage list = await student.GetAsync("/fleet/v1/users");
        HttpResponseMessage promote = await student.CallAsync(
            HttpMethod.Patch,
            $"/fleet/v1/users/{student.Id}",
            new { role = "administrator" },
            ("If-Match", "\"1\"")
        );
        HttpResponseMessage password = await student.PostAsync(
            $"/fleet/v1/users/{ada.Id}/password",
            new { password = "another long password" }
        );

        await list.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await promote.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await password.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
    }
}
