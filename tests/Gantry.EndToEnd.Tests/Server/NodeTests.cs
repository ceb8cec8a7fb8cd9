using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Cameras;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>One server, and what another node or the database does to it.</summary>
public sealed class NodeTests(PostgresServer postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<RunningServer> StartAsync(string database) =>
        RunningServer.StartAsync(o =>
            o with
            {
                Storage = o.Storage with { Database = DatabaseAddress.Parse(database), Node = "a" },
                LogLevel = LogLevel.Critical,
            }
        );

    [Fact]
    public async Task A_short_outage_of_the_database_ends_no_stream()
    {
        string database = await postgres.NewDatabaseAsync();
        await using RunningServer server = await StartAsync(database);
        Person ada = await server.SetUpAsync();
        using EventReader events = await EventReader.OpenAsync(server.Http, ada);
        await events.NextAsync("hello");

        await using (await postgres.CloseAsync(database))
        {
            HttpResponseMessage refused = await ada.GetAsync("/fleet/v1/jobs");
            await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable, "unavailable");
            // Before each beat it is asked whether the listener still may.
            await events.NextAsync("beat");
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 502 Bad Gateway", "text/html", "<html>nginx</html>")]
    [InlineData("HTTP/1.1 500 Oops", "application/json", "null")]
    [InlineData("HTTP/1.1 404 Not Found", "application/json", "{\"title\":7}")]
    public async Task What_a_node_says_that_is_no_problem_is_the_trouble_of_its_printer_alone(
        string status,
        string type,
        string body
    )
    {
        string database = await postgres.NewSchemaAsync();
        await using var node = new FakeCamera(
            async (to, _, stop) =>
                await to.WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"{status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
                    ),
                    stop
                )
        );
        await using RunningServer server = await StartAsync(database);
        Person ada = await server.SetUpAsync();
        long other = await ada.AddIdlePrinterAsync("Other");
        long own = await ada.AddIdlePrinterAsync("Own");
        using var folder = new Peers.TemporaryFolder();
        await using GantryStorage b = await GantryStorage.OpenAsync(
            new StorageOptions
            {
                Data = new DataDirectory(folder["b"]),
                Database = DatabaseAddress.Parse(database),
                Node = "b",
            },
            StorageUse.Serve,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            Stop
        );
        await b.Store.WriteAsync(
            s =>
                s.Nodes.AnnounceAsync(
                    new NodeRecord
                    {
                        Id = "b",
                        Address = new Uri(node.Address).GetLeftPart(UriPartial.Authority),
                        ProgramVersion = "1",
                        StartedAt = DateTimeOffset.UtcNow,
                    },
                    Stop
                ),
            Stop
        );
        await using IPrinterLease lease = (await b.Ownership.TryTakeAsync(other, Stop)).ShouldNotBeNull();
        await EnableAsync(ada, other);
        while (
            (await (await ada.GetAsync($"/fleet/v1/printers/{other}")).JsonAsync())["live"]!["node"]?.GetValue<string>()
            != "b"
        )
            await Task.Delay(50, Stop);

        HttpResponseMessage answer = await ada.PostAsync(
            "/fleet/v1/printers/actions",
            new { ids = (long[])[other, own], action = "clearPlate" }
        );

        JsonNode results = await answer.JsonAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, results.ToJsonString());
        results["results"]![0]!["ok"]!.GetValue<bool>().ShouldBeFalse();
        results["results"]![0]!["problem"]!["detail"]!.GetValue<string>().ShouldContain("Node b");
        results["results"]![1]!["ok"]!.GetValue<bool>().ShouldBeTrue(results.ToJsonString());
    }

    private static async Task EnableAsync(Person person, long id)
    {
        JsonNode now = await (await person.GetAsync($"/fleet/v1/printers/{id}")).JsonAsync();
        HttpResponseMessage enabled = await person.CallAsync(
            HttpMethod.Patch,
            $"/fleet/v1/printers/{id}",
            new { enabled = true },
            ("If-Match", $"\"{now["version"]}\"")
        );
        enabled.IsSuccessStatusCode.ShouldBeTrue(await enabled.Content.ReadAsStringAsync(Stop));
    }
}
