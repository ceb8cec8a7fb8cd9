using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gantry.Server.Endpoints.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>The document that describes the API is true.</summary>
public sealed partial class OpenApiTests
{
    [Fact]
    public async Task It_names_every_route_and_no_other()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode document = await (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/openapi.json")).JsonAsync();

        IEnumerable<string> described = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        described.Order().ShouldBe(Routes(server).Order());
    }

    [Fact]
    public async Task It_says_what_each_call_takes_and_gives()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        JsonNode document = await (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/openapi.json")).JsonAsync();

        JsonNode add = document["paths"]!["/fleet/v1/jobs"]!["post"]!;
        add["requestBody"]!["content"]!["application/json"]!["schema"]!.ShouldNotBeNull();
        JsonNode schemas = document["components"]!["schemas"]!;
        schemas["NewJob"]!["properties"]!.AsObject().ShouldContainKey("copies");
        schemas["JobView"]!["properties"]!.AsObject().ShouldContainKey("waits");
        JsonObject search = document["paths"]!["/fleet/v1/files"]!["get"]!.AsObject();
        search["parameters"]!
            .AsArray()
            .Select(p => p!["name"]!.GetValue<string>())
            .ShouldContain("limit", StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task However_many_ask_for_it_it_is_written_once_and_not_kept_for_ever()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var document = server.Parts.GetRequiredService<ApiDocument>();

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/openapi.json"))
        );
        string tag = answers.Select(a => a.Headers.ETag!.Tag).Distinct().ShouldHaveSingleItem();
        int written = document.TimesWritten;
        HttpResponseMessage known = await server.Http.CallAsync(
            HttpMethod.Get,
            "/fleet/v1/openapi.json",
            null,
            ("If-None-Match", tag)
        );
        for (int i = 0; i < 50 && document.IsKept; i++)
        {
            GC.Collect();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        // All came at once: one wrote, and a collection just then may have made a second one write.
        written.ShouldBeInRange(1, 3);
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        document.IsKept.ShouldBeFalse("a server at rest has better use for the memory");
        HttpResponseMessage again = await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/openapi.json");
        again.Headers.ETag!.Tag.ShouldBe(tag);
        (await again.JsonAsync())["servers"]![0]!["url"]!.GetValue<string>().ShouldBe("/");
    }

    /// <summary>As the router has them, without the kinds of their parameters.</summary>
    private static IEnumerable<string> Routes(RunningServer server) =>
        server
            .Parts.GetServices<EndpointDataSource>()
            .SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/fleet/v1", StringComparison.Ordinal))
            .Where(e => !e.RoutePattern.RawText!.EndsWith("openapi.json", StringComparison.Ordinal))
            .SelectMany(e =>
                e.Metadata.GetRequiredMetadata<HttpMethodMetadata>()
                    .HttpMethods.Select(m => $"{m} {Kind().Replace(e.RoutePattern.RawText!, "}").TrimEnd('/')}")
            );

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Kind();
}
