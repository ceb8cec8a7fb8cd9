using System.Net;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What is refused before anybody asks who is calling.</summary>
public sealed class DoorstepTests
{
    [Fact]
    public async Task Everybody_may_ask_what_server_this_is()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/info");

        JsonNode info = await answer.JsonAsync();
        info["apiVersion"]!.GetValue<int>().ShouldBe(1);
        answer.Headers.Server.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("printers.evil.example")]
    [InlineData("127.0.0.1.evil.example:8080")]
    public async Task DNS_rebinding_is_refused_by_the_name_that_was_called(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/", null, ("Host", host));

        await answer.ShouldBeProblemAsync(HttpStatusCode.MisdirectedRequest, "hostNotAllowed");
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("192.168.1.7")]
    [InlineData("[fe80::1]:8080")]
    [InlineData("farm.example")]
    public async Task Own_names_and_every_address_are_answered(string host)
    {
        await using RunningServer server = await RunningServer.StartAsync(o => o with { Hosts = ["farm.example"] });

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Get,
            "/fleet/v1/info",
            null,
            ("Host", host)
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_page_of_another_site_changes_nothing(string header, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/session",
            new StringContent("{}", null, "application/json"),
            (header, value)
        );

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "originNotAllowed");
    }

    [Fact]
    public async Task No_other_site_may_read_what_a_browser_fetches_for_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Options,
            "/fleet/v1/info",
            null,
            ("Origin", "https://evil.example"),
            ("Access-Control-Request-Method", "GET")
        );

        answer.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        answer.Headers.Contains("Access-Control-Allow-Credentials").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/fleet/v1/info")]
    [InlineData("/fleet/v1/nothing")]
    public async Task Browsers_are_told_to_run_our_scripts_only(string path)
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, path);

        string policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
    }

    [Fact]
    public async Task An_address_that_is_not_there_is_a_problem_and_not_the_site()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/nothing");

        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_know_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Delete, "/fleet/v1/info");

        await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed, "methodNotAllowed");
    }
}
