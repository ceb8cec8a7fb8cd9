using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What holds for every resource: versions, repeated calls, fields, sizes.</summary>
public sealed class ApiRulesTests
{
    [Fact]
    public async Task A_change_must_say_which_version_it_starts_from()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage without = await ada.CallAsync(HttpMethod.Patch, "/fleet/v1/me", new { displayName = "A" });
        string version = (await ada.GetAsync("/fleet/v1/me")).Headers.ETag!.Tag;
        HttpResponseMessage first = await ada.CallAsync(
            HttpMethod.Patch,
            "/fleet/v1/me",
            new { displayName = "Ada" },
            ("If-Match", version)
        );
        HttpResponseMessage second = await ada.CallAsync(
            HttpMethod.Patch,
            "/fleet/v1/me",
            new { displayName = "Eve" },
            ("If-Match", version)
        );

        await without.ShouldBeProblemAsync(HttpStatusCode.PreconditionRequired, "versionNeeded");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Headers.ETag!.Tag.ShouldNotBe(version);
        await second.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed, "versionConflict");
    }

    [Fact]
    public async Task A_call_with_a_key_is_done_once_and_answered_alike()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var body = new { name = "bob", role = "member" };

        HttpResponseMessage first = await ada.PostAsync("/fleet/v1/users", body, ("Idempotency-Key", "k1"));
        HttpResponseMessage again = await ada.PostAsync("/fleet/v1/users", body, ("Idempotency-Key", "k1"));

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.JsonAsync())["id"]!.GetValue<long>().ShouldBe((await first.JsonAsync())["id"]!.GetValue<long>());
        JsonNode users = await (await ada.GetAsync("/fleet/v1/users")).JsonAsync();
        users["items"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_is_not_for_two_different_calls()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await ada.PostAsync("/fleet/v1/users", new { name = "bob" }, ("Idempotency-Key", "k1"));

        HttpResponseMessage other = await ada.PostAsync(
            "/fleet/v1/users",
            new { name = "carol" },
            ("Idempotency-Key", "k1")
        );

        await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "keyReused");
    }

    [Fact]
    public async Task A_call_that_was_refused_may_come_again_with_its_key()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var body = new { name = "ada" };

        await (await ada.PostAsync("/fleet/v1/users", body, ("Idempotency-Key", "k1"))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict,
            "nameTaken"
        );

        await (await ada.PostAsync("/fleet/v1/users", body, ("Idempotency-Key", "k1"))).ShouldBeProblemAsync(
            HttpStatusCode.Conflict,
            "nameTaken"
        );
    }

    [Theory]
    [InlineData("""{"name":"bob","path":"/etc/passwd"}""")]
    [InlineData("""{"name":"bob","name":"carol"}""")]
    [InlineData("""{"name":7}""")]
    [InlineData("""{"role":"member"}""")]
    [InlineData("""{"name":"bob","role":3}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("[")]
    [InlineData("")]
    public async Task A_body_that_is_not_as_it_must_be_is_refused(string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/users",
            new StringContent(body, null, "application/json"),
            ("Cookie", ada.Cookie),
            ("X-CSRF-Token", ada.CsrfToken)
        );

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_the_server_goes_on()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/session",
            JsonContent.Create(new { name = "ada", password = new string('x', 2_000_000) })
        );

        await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "tooLarge");
        (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/info")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        for (int i = 0; i < 3; i++)
            await server.TrySignInAsync("ada", Person.Password);
        var seen = new List<long>();
        string? next = null;

        do
        {
            string after = next is null ? "" : $"&after={Uri.EscapeDataString(next)}";
            JsonNode page = await (await ada.GetAsync($"/fleet/v1/audit?limit=2{after}")).JsonAsync();
            seen.AddRange(page["items"]!.AsArray().Select(e => e!["id"]!.GetValue<long>()));
            next = page["next"]?.GetValue<string>();
        } while (next is not null);

        seen.ShouldBe(seen.Distinct().OrderDescending());
        seen.Count.ShouldBe((int)seen[0]);
    }

    [Fact]
    public async Task A_place_that_no_page_gave_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        await (await ada.GetAsync("/fleet/v1/audit?after=%27--")).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest,
            "invalid"
        );
    }
}
