using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;
using Gantry.Storage.Sql;
using Npgsql;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Two servers on one PostgreSQL: each shows all printers and passes on what is for the other; one takes over from the other.</summary>
public sealed class ClusterTests(PostgresServer postgres) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Task<ServeProcess> StartAsync(string node, string database, bool sharesJournals = true)
    {
        // The key file is what makes two servers nodes of one cluster.
        string data = _folder[node];
        Directory.CreateDirectory(data);
        string key = Path.Combine(_folder["a"], "secret.key");
        if (node != "a")
            File.Copy(key, Path.Combine(data, "secret.key"), overwrite: true);
        // The files are on a disk that both mount, at places of their own.
        Directory.CreateDirectory(_folder["files"]);
        if (!Directory.Exists(Path.Combine(data, "files")))
            Directory.CreateSymbolicLink(Path.Combine(data, "files"), _folder["files"]);
        string journals = _folder[sharesJournals ? "journals" : "journals of " + node];
        return ServeProcess.StartAsync(data, "--database", database, "--node", node, "--journals", journals);
    }

    /// <summary>Ends the connection that holds the printers' locks, as a network does that is cut.</summary>
    private static async Task CutAsync(string address)
    {
        DatabaseAddress parsed = DatabaseAddress.Parse(address);
        await using var database = new PostgresDatabase(parsed, TimeProvider.System);
        await using NpgsqlConnection connection = await database.OpenAloneAsync(Stop);
        await using NpgsqlCommand end = connection.CreateCommand();
        end.CommandText = $"""
            SELECT count(pg_terminate_backend(a.pid)) FROM pg_stat_activity a
            JOIN pg_locks l ON l.pid = a.pid AND l.locktype = 'advisory' AND l.granted
            WHERE a.application_name = '{parsed.Schema}'
            """;
        ((long)(await end.ExecuteScalarAsync(Stop))!).ShouldBeGreaterThan(0);
    }

    private static string? Node(JsonNode printer) => printer["live"]!["node"]?.GetValue<string>();

    private static async Task<long> QueueAsync(ServeProcess server, JobFile job)
    {
        long file = await server.UploadAsync("part.gcode", await File.ReadAllTextAsync(job.Path, Stop));
        return (await server.PostAsync("/jobs", new { fileId = file }))["id"]!.GetValue<long>();
    }

    [Fact]
    public async Task What_is_for_another_nodes_printer_is_passed_on_and_its_state_is_seen_everywhere()
    {
        string database = await postgres.NewSchemaAsync();
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms");
        await using ServeProcess a = await StartAsync("a", database);
        long id = await a.AddPrinterAsync("Left", machine.Address);
        await using ServeProcess b = await StartAsync("b", database);

        JsonNode seen = await b.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "idle");
        var asked = new { lines = (string[])["M115"] };
        JsonNode answers = await b.PostAsync($"/printers/{id}/commands", asked, ("Idempotency-Key", "ask once"));
        JsonNode again = await b.PostAsync($"/printers/{id}/commands", asked, ("Idempotency-Key", "ask once"));
        JsonNode all = await b.PostAsync("/printers/actions", new { ids = (long[])[id], action = "pause" });
        await b.PostAsync($"/printers/{id}/actions/disconnect", new { });

        Node(seen).ShouldBe("a");
        answers.ToJsonString().ShouldContain("FIRMWARE_NAME");
        again.ToJsonString().ShouldBe(answers.ToJsonString());
        // It does not print; the owner's own words come back.
        all["results"]![0]!["problem"]!["code"]!.GetValue<string>().ShouldBe("printerRefused");
        await a.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "offline");
        await b.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "offline");
        await b.PostAsync($"/printers/{id}/actions/connect", new { });
        await b.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "idle");
        JsonNode terminal = await b.GetAsync($"/printers/{id}/terminal");
        terminal["items"]!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_terminal_that_another_node_sends_ends_when_the_key_is_taken_back()
    {
        string database = await postgres.NewSchemaAsync();
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms");
        await using ServeProcess a = await StartAsync("a", database);
        long id = await a.AddPrinterAsync("Left", machine.Address);
        JsonNode user = await a.PostAsync(
            "/users",
            new
            {
                name = "mia",
                role = "operator",
                password = Person.Password,
            }
        );
        using var http = new HttpClient();
        Person mia = await Person.OfAsync(
            http,
            await http.CallAsync(
                HttpMethod.Post,
                new Uri(a.Address, "/fleet/v1/session").AbsoluteUri,
                JsonContent.Create(new { name = "mia", password = Person.Password })
            )
        );
        HttpResponseMessage made = await mia.PostAsync(
            new Uri(a.Address, "/fleet/v1/keys").AbsoluteUri,
            new { name = "terminal", scopes = (string[])["fleet.read", "terminal.use"] }
        );
        JsonNode key = await made.JsonAsync();
        await using ServeProcess b = await StartAsync("b", database);
        await b.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "idle" && Node(p) == "a");
        using HttpResponseMessage stream = await http.CallAsync(
            HttpMethod.Get,
            new Uri(b.Address, $"/fleet/v1/printers/{id}/terminal/events").AbsoluteUri,
            null,
            ("X-Api-Key", key["key"]!.GetValue<string>())
        );
        stream.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using Stream lines = await stream.Content.ReadAsStreamAsync(Stop);
        await b.PostAsync($"/printers/{id}/commands", new { lines = (string[])["M115"] });
        byte[] buffer = new byte[4096];
        (await lines.ReadAsync(buffer, Stop)).ShouldBeGreaterThan(0);

        await mia.CallAsync(HttpMethod.Delete, new Uri(a.Address, $"/fleet/v1/keys/{key["id"]}").AbsoluteUri);

        await EndAsync(lines, buffer).WaitAsync(TimeSpan.FromMinutes(1), Stop);
    }

    private static async Task EndAsync(Stream stream, byte[] buffer)
    {
        try
        {
            while (await stream.ReadAsync(buffer, Stop) > 0) { }
        }
        catch (IOException)
        {
            // Broken off, so that nobody takes it for whole.
        }
    }

    [Fact]
    public async Task A_ticket_that_was_made_up_or_changed_opens_nothing()
    {
        string database = await postgres.NewSchemaAsync();
        await using ServeProcess a = await StartAsync("a", database);
        using var http = new HttpClient { BaseAddress = a.Address };
        string madeUp = Convert.ToBase64String(
            """{"from":"b","to":"a","at":0,"nonce":"1","caller":{"name":"x","rights":["usersManage"],"isSystem":true}}"""u8
        );

        foreach (string ticket in (string[])["x", madeUp, $"{madeUp}.{new string('0', 64)}", "." + new string('z', 64)])
        {
            HttpResponseMessage answer = await http.CallAsync(
                HttpMethod.Get,
                "/fleet/v1/printers/1/terminal",
                null,
                ("X-Gantry-Node", ticket)
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        // What nodes do not pass on is not even read: a file of somebody unknown would be in memory whole.
        HttpResponseMessage file = await http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/files?name=part.gcode",
            new ByteArrayContent(new byte[4 * 1024 * 1024]),
            ("X-Gantry-Node", $"{madeUp}.{new string('0', 64)}")
        );
        file.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await file.Content.ReadAsStringAsync(Stop)).ShouldContain("no call that nodes pass on");
    }

    [Fact]
    public async Task When_a_node_is_killed_the_other_goes_on_with_its_print_with_every_line_exactly_once()
    {
        string database = await postgres.NewSchemaAsync();
        JobFile job = JobFile.WriteMoves(_folder["part.gcode"], 400);
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms");
        await using ServeProcess a = await StartAsync("a", database);
        long id = await a.AddPrinterAsync("Left", machine.Address);
        long jobId = await QueueAsync(a, job);
        await using ServeProcess b = await StartAsync("b", database);
        await machine.ExecutedAsync(100, Stop);
        await b.WaitAsync($"/printers/{id}", p => ServeProcess.State(p) == "printing" && Node(p) == "a");

        await a.KillAsync();

        await b.WaitAsync($"/printers/{id}", p => Node(p) is null && ServeProcess.State(p) is "printing" or "finished");
        await b.WaitAsync($"/prints?printerId={id}", p => p["items"]![0]!["state"]!.GetValue<string>() == "finished");
        job.ShouldBeAllOf(machine.Executed());
        (await b.GetAsync($"/jobs/{jobId}"))["copiesStarted"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task A_node_without_the_journal_says_whom_it_waits_for_and_that_one_goes_on_when_it_is_back()
    {
        string database = await postgres.NewSchemaAsync();
        JobFile job = JobFile.WriteMoves(_folder["part.gcode"], 400);
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms");
        await using ServeProcess a = await StartAsync("a", database, sharesJournals: false);
        long id = await a.AddPrinterAsync("Left", machine.Address);
        await QueueAsync(a, job);
        await using ServeProcess b = await StartAsync("b", database, sharesJournals: false);
        await machine.ExecutedAsync(100, Stop);

        await a.KillAsync();

        await b.WaitAsync(
            $"/printers/{id}",
            p =>
                p["live"]!["reason"]!.GetValue<string>()
                == "Its print was begun by node a, which is away and has the print's journal."
        );
        (await b.GetAsync($"/prints?printerId={id}"))["items"]![0]!["endedAt"].ShouldBeNull();
        await using ServeProcess again = await StartAsync("a", database, sharesJournals: false);
        await b.WaitAsync($"/prints?printerId={id}", p => p["items"]![0]!["state"]!.GetValue<string>() == "finished");
        job.ShouldBeAllOf(machine.Executed());
    }

    [Fact]
    public async Task A_node_that_was_frozen_and_declared_dead_sends_nothing_more()
    {
        string database = await postgres.NewSchemaAsync();
        JobFile job = JobFile.WriteMoves(_folder["part.gcode"], 400);
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTtyAsync(Stop, "--boot-time", "1ms");
        await using SharedPort share = await SharedPort.StartAsync(machine.Address, Stop);
        await using ServeProcess a = await StartAsync("a", database);
        string url = $"rfc2217://127.0.0.1:{share.TcpPort}";
        long id = await a.AddPrinterAsync("Left", url);
        await QueueAsync(a, job);
        await using ServeProcess b = await StartAsync("b", database);
        await machine.ExecutedAsync(100, Stop);

        a.Program.Freeze();
        await CutAsync(database);
        // The lock is free, but the journal is still held by one who may wake any moment.
        await b.WaitAsync(
            $"/printers/{id}",
            p => p["live"]!["reason"]!.GetValue<string>().Contains("journal", StringComparison.Ordinal)
        );
        a.Program.Thaw();

        await b.WaitAsync($"/prints?printerId={id}", p => p["items"]![0]!["state"]!.GetValue<string>() == "finished");
        job.ShouldBeAllOf(machine.Executed());
    }

    [Fact]
    public async Task A_print_is_cancelled_from_any_node()
    {
        string database = await postgres.NewSchemaAsync();
        JobFile job = JobFile.WriteMoves(_folder["part.gcode"], 2000);
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms");
        await using ServeProcess a = await StartAsync("a", database);
        long id = await a.AddPrinterAsync("Left", machine.Address);
        long jobId = await QueueAsync(a, job);
        await using ServeProcess b = await StartAsync("b", database);
        await machine.ExecutedAsync(20, Stop);

        using HttpResponseMessage cancelled = await b.SendAsync(
            HttpMethod.Delete,
            $"/jobs/{jobId}",
            JsonContent.Create(new { })
        );

        cancelled.StatusCode.ShouldBe(HttpStatusCode.OK);
        await b.WaitAsync($"/prints?printerId={id}", p => p["items"]![0]!["state"]!.GetValue<string>() == "cancelled");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
