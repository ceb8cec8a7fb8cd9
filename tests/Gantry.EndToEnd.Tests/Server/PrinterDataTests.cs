using System.Net;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What a printer's page shows besides its state: temperatures, terminal, maintenance, and what could be added.</summary>
public sealed class PrinterDataTests
{
    private static async Task<(Person Person, long Printer)> StartAsync(RunningServer server)
    {
        Person ada = await server.SetUpAsync();
        HttpResponseMessage added = await ada.PostAsync(
            "/fleet/v1/printers",
            new { name = "Left", url = "tcp://127.0.0.1:1" }
        );
        return (ada, (await added.JsonAsync())["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_printer_that_measured_nothing_has_empty_columns_and_no_lines()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (Person ada, long id) = await StartAsync(server);

        JsonNode series = await (await ada.GetAsync($"/fleet/v1/printers/{id}/temperatures?seconds=600")).JsonAsync();
        JsonNode terminal = await (await ada.GetAsync($"/fleet/v1/printers/{id}/terminal?limit=10")).JsonAsync();
        HttpResponseMessage unknown = await ada.GetAsync("/fleet/v1/printers/999/temperatures");

        series["times"]!.AsArray().Count.ShouldBe(0);
        series["actual"]!.AsObject().Count.ShouldBe(0);
        terminal["lost"]!.GetValue<long>().ShouldBe(0);
        terminal["items"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(10);
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Maintenance_is_planned_done_and_kept()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (Person ada, long id) = await StartAsync(server);
        string path = $"/fleet/v1/printers/{id}/maintenance";

        HttpResponseMessage added = await ada.PostAsync(path + "/tasks", new { name = "Grease", everyHours = 200 });
        JsonNode task = await added.JsonAsync();
        added.StatusCode.ShouldBe(HttpStatusCode.Created, task.ToJsonString());
        long taskId = task["id"]!.GetValue<long>();
        HttpResponseMessage logged = await ada.PostAsync(path + "/log", new { text = "Greased", taskId });
        logged.StatusCode.ShouldBe(HttpStatusCode.Created);
        JsonNode shown = await (await ada.GetAsync(path)).JsonAsync();
        HttpResponseMessage blind = await ada.CallAsync(HttpMethod.Delete, $"{path}/tasks/{taskId}");
        string version = shown["tasks"]![0]!["version"]!.ToJsonString();
        HttpResponseMessage removed = await ada.CallAsync(
            HttpMethod.Delete,
            $"{path}/tasks/{taskId}",
            null,
            ("If-Match", $"\"{version}\"")
        );
        JsonNode after = await (await ada.GetAsync(path)).JsonAsync();

        shown["tasks"]![0]!["isDue"]!.GetValue<bool>().ShouldBeFalse();
        shown["log"]!["items"]![0]!["text"]!.GetValue<string>().ShouldBe("Greased");
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        after["tasks"]!.AsArray().Count.ShouldBe(0);
        after["log"]!["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_could_be_added_is_listed_for_those_who_may_add()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (Person ada, _) = await StartAsync(server);

        HttpResponseMessage found = await ada.GetAsync("/fleet/v1/printers/found");
        HttpResponseMessage stranger = await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/printers/found", null);

        (await found.JsonAsync())["items"]!.AsArray().ShouldNotBeNull();
        stranger.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
