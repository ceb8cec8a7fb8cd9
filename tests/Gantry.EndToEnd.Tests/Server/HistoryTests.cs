using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What was printed, over HTTP.</summary>
public sealed class HistoryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prints_are_found_by_what_they_are_and_in_pages()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        long first = await AddPrintAsync(server, ada, "one.gcode", "PLA");
        long second = await AddPrintAsync(server, ada, "two.gcode", "PETG");

        JsonNode page = await JsonAsync(ada, "/fleet/v1/prints?limit=1");
        JsonNode rest = await JsonAsync(ada, $"/fleet/v1/prints?limit=1&after={page["next"]}");

        Ids(page).Concat(Ids(rest)).Order().ShouldBe([first, second]);
        Ids(await JsonAsync(ada, "/fleet/v1/prints?material=PETG")).ShouldBe([second]);
        Ids(await JsonAsync(ada, "/fleet/v1/prints?text=ONE")).ShouldBe([first]);
        Ids(await JsonAsync(ada, "/fleet/v1/prints?state=failed,running")).ShouldBeEmpty();
        Ids(await JsonAsync(ada, "/fleet/v1/prints?verdict=good")).ShouldBeEmpty();
        Ids(await JsonAsync(ada, "/fleet/v1/prints?to=2001-01-01T00:00:00Z")).ShouldBeEmpty();
        await (await ada.GetAsync("/fleet/v1/prints?state=melted")).ShouldBeProblemAsync(
            HttpStatusCode.BadRequest,
            "invalid"
        );
    }

    [Fact]
    public async Task A_verdict_is_kept_and_told_to_listeners()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        long id = await AddPrintAsync(server, ada, "one.gcode", "PLA");
        using EventReader events = await EventReader.OpenAsync(server.Http, ada, "?topics=print");
        await events.NextAsync("hello");

        HttpResponseMessage judged = await ada.PostAsync(
            $"/fleet/v1/prints/{id}/verdict",
            new
            {
                verdict = "bad",
                reason = "Warped",
                requeue = false,
            }
        );

        judged.StatusCode.ShouldBe(HttpStatusCode.OK);
        JsonNode told = await events.NextAsync("print");
        told["id"]!.GetValue<long>().ShouldBe(id);
        told["verdict"]!.GetValue<string>().ShouldBe("bad");
        JsonNode read = await JsonAsync(ada, $"/fleet/v1/prints/{id}");
        read["verdictReason"]!.GetValue<string>().ShouldBe("Warped");
        read["verdictBy"]!.GetValue<string>().ShouldBe("ada");
        read["state"]!.GetValue<string>().ShouldBe("finished");
    }

    [Fact]
    public async Task A_print_is_made_again_and_leaves_the_history()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        long id = await AddPrintAsync(server, ada, "one.gcode", "PLA");

        HttpResponseMessage again = await ada.PostAsync($"/fleet/v1/prints/{id}/reprint", new { });
        JsonNode temperatures = await JsonAsync(ada, $"/fleet/v1/prints/{id}/temperatures");
        HttpResponseMessage foreign = await mia.CallAsync(HttpMethod.Delete, $"/fleet/v1/prints/{id}");
        HttpResponseMessage removed = await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/prints/{id}");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.JsonAsync())["state"]!.GetValue<string>().ShouldBe("queued");
        temperatures["heaters"]!.AsArray().ShouldBeEmpty();
        await foreign.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await ada.GetAsync($"/fleet/v1/prints/{id}")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task A_key_for_one_printer_sees_and_changes_what_was_printed_there_and_nothing_else()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        long mine = await AddPrintAsync(server, ada, "one.gcode", "PLA");
        long other = await AddPrintAsync(server, ada, "two.gcode", "PLA");
        JsonNode print = await JsonAsync(ada, $"/fleet/v1/prints/{mine}");
        HttpResponseMessage made = await ada.PostAsync(
            "/fleet/v1/keys",
            new
            {
                name = "one printer",
                scopes = (string[])["history.read", "history.manage", "queue.submit", "library.read"],
                printerIds = (long[])[print["printerId"]!.GetValue<long>()],
            }
        );
        string key = (await made.JsonAsync())["key"]!.GetValue<string>();

        Task<HttpResponseMessage> CallAsync(HttpMethod method, string path) =>
            server.Http.CallAsync(method, "/fleet/v1" + path, null, ("X-Api-Key", key));
        JsonNode list = await (await CallAsync(HttpMethod.Get, "/prints")).JsonAsync();
        string export = await (await CallAsync(HttpMethod.Get, "/prints/export?format=csv")).Content.ReadAsStringAsync(
            Stop
        );
        JsonNode sums = await (await CallAsync(HttpMethod.Get, "/statistics?by=material")).JsonAsync();

        Ids(list).ShouldBe([mine]);
        export.ShouldContain("one.gcode");
        export.ShouldNotContain("two.gcode");
        sums["items"]![0]!["prints"]!.GetValue<long>().ShouldBe(1);
        (await CallAsync(HttpMethod.Get, $"/prints/{mine}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (string path in (string[])["", "/photo", "/log", "/temperatures"])
            await (await CallAsync(HttpMethod.Get, $"/prints/{other}{path}")).ShouldBeProblemAsync(
                HttpStatusCode.Forbidden,
                "notAllowed"
            );
        await (await CallAsync(HttpMethod.Delete, $"/prints/{other}")).ShouldBeProblemAsync(
            HttpStatusCode.Forbidden,
            "notAllowed"
        );
        (await CallAsync(HttpMethod.Delete, $"/prints/{mine}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_history_is_exported_and_added_up()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await AddPrintAsync(server, ada, "one.gcode", "PLA");
        await AddPrintAsync(server, ada, "two.gcode", "PLA");

        HttpResponseMessage csv = await ada.GetAsync("/fleet/v1/prints/export?format=csv");
        JsonNode json = await JsonAsync(ada, "/fleet/v1/prints/export?format=json");
        JsonNode sums = await JsonAsync(ada, "/fleet/v1/statistics?by=material");

        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        (await csv.Content.ReadAsStringAsync(Stop)).ShouldContain("two.gcode");
        json.AsArray().Count.ShouldBe(2);
        JsonNode row = sums["items"]!.AsArray().ShouldHaveSingleItem()!;
        row["key"]!.GetValue<string>().ShouldBe("PLA");
        row["prints"]!.GetValue<long>().ShouldBe(2);
        row["seconds"]!.GetValue<double>().ShouldBe(120);
    }

    private static async Task<JsonNode> JsonAsync(Person person, string path)
    {
        HttpResponseMessage answer = await person.GetAsync(path);
        JsonNode json = await answer.JsonAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, json.ToJsonString());
        return json;
    }

    private static long[] Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(p => p!["id"]!.GetValue<long>())];

    /// <summary>A print that has ended, on a printer that is not driven.</summary>
    private static async Task<long> AddPrintAsync(RunningServer server, Person person, string file, string material)
    {
        HttpResponseMessage added = await person.PostAsync(
            "/fleet/v1/printers",
            new
            {
                name = "for " + file,
                url = "tcp://127.0.0.1:1",
                enabled = false,
            }
        );
        long printer = (await added.JsonAsync())["id"]!.GetValue<long>();
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes($"; {file}\nG28\nG1 X10 F3000\n"));
        content.Headers.ContentType = new("application/octet-stream");
        HttpResponseMessage sent = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/files?name=" + file,
            content,
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken)
        );
        JsonNode kept = await sent.JsonAsync();
        var storage = server.Parts.GetRequiredService<GantryStorage>();
        await using IPrinterLease? lease = await storage.Ownership.TryTakeAsync(printer, Stop);
        long epoch = lease?.Epoch ?? (await storage.Ownership.FindAsync(printer, Stop))!.Epoch;
        PrintRecord begun = await storage.Store.WriteAsync(
            s =>
                s.Prints.AddAsync(
                    new PrintRecord
                    {
                        PrinterId = printer,
                        PrinterName = "for " + file,
                        FileId = kept["id"]!.GetValue<long>(),
                        FileName = file,
                        ContentHash = ContentHash.Parse(kept["hash"]!.GetValue<string>()),
                        UserId = person.Id,
                        UserName = "ada",
                        Node = "test",
                        Epoch = epoch,
                        Material = material,
                    },
                    Stop
                ),
            Stop
        );
        await storage.Store.WriteAsync(
            s => s.Prints.UpdateAsync(begun with { State = PrintState.Finished, EndedAt = s.Now, Seconds = 60 }, Stop),
            Stop
        );
        return begun.Id;
    }
}
