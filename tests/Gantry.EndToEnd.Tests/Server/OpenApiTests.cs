using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
