using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;
using Gantry.Storage.Sql;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>
/// A server is killed between the steps of a call with an Idempotency-Key: the key is taken, the work is done, the answer is kept.
/// The database refuses the step after the one in question, which leaves behind what a kill right there leaves.
/// </summary>
public sealed class LostAnswerTests : IDisposable
{
    private const string Nowhere = "tcp://127.0.0.1:1";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [BothDatabases]
    public async Task A_server_killed_before_the_work_does_it_at_once_when_it_is_asked_again(DatabaseKind kind)
    {
        string database = await DatabaseAsync(kind);
        await using ServeProcess server = await StartAsync(database);
        long file = await server.UploadAsync("part.gcode", "G28\n");
        await using (await RefuseAsync(database, "INSERT", "jobs"))
        await using (await RefuseAsync(database, "DELETE", "idempotency_keys"))
        {
            using HttpResponseMessage cut = await PostAsync(server, "/jobs", new { fileId = file }, "print once");
            cut.IsSuccessStatusCode.ShouldBeFalse();
            await server.KillAsync();
        }

        await using ServeProcess next = await StartAsync(database);
        using HttpResponseMessage again = await PostAsync(next, "/jobs", new { fileId = file }, "print once");

        again.StatusCode.ShouldBe(HttpStatusCode.Created, await again.Content.ReadAsStringAsync(Stop));
        IsReplayed(again).ShouldBeFalse();
        (await next.GetAsync("/queue"))["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Theory]
    [BothDatabases]
    public async Task A_server_killed_after_the_work_answers_with_what_was_made_when_it_is_asked_again(
        DatabaseKind kind
    )
    {
        string database = await DatabaseAsync(kind);
        await using ServeProcess server = await StartAsync(database);
        long file = await server.UploadAsync("part.gcode", "G28\n");
        long job = Id(await server.PostAsync("/jobs", new { fileId = file, held = true }));
        long printer = Id(
            await server.PostAsync(
                "/printers",
                new
                {
                    name = "Left",
                    url = Nowhere,
                    enabled = false,
                }
            )
        );
        (string Path, object Body, string List, string Items)[] calls =
        [
            (
                "/jobs",
                new
                {
                    fileId = file,
                    held = true,
                    name = "made",
                },
                "/jobs",
                "items"
            ),
            ($"/jobs/{job}/duplicate", new { }, "/jobs", "items"),
            ("/users", new { name = "mia" }, "/users", "items"),
            ("/folders", new { name = "Spares" }, "/folders", "items"),
            (
                "/printers",
                new
                {
                    name = "Right",
                    url = Nowhere,
                    enabled = false,
                },
                "/printers",
                "items"
            ),
            (
                $"/printers/{printer}/maintenance/tasks",
                new { name = "Grease", everyDays = 30 },
                $"/printers/{printer}/maintenance",
                "tasks"
            ),
            (
                $"/printers/{printer}/maintenance/log",
                new { text = "Oiled.", taskId = (long?)null },
                $"/printers/{printer}/maintenance",
                "log"
            ),
        ];
        await using (await RefuseAsync(database, "UPDATE OF status", "idempotency_keys"))
        {
            foreach ((string path, object body, _, _) in calls)
            {
                using HttpResponseMessage cut = await PostAsync(server, path, body, path);
                cut.IsSuccessStatusCode.ShouldBeFalse(path);
            }
            await server.KillAsync();
        }

        await using ServeProcess next = await StartAsync(database);
        foreach ((string path, object body, string list, string items) in calls)
        {
            JsonNode before = await next.GetAsync(list);
            using HttpResponseMessage again = await PostAsync(next, path, body, path);

            JsonNode made = await again.JsonAsync();
            again.StatusCode.ShouldBe(HttpStatusCode.Created, made.ToJsonString());
            IsReplayed(again).ShouldBeTrue(path);
            again.Headers.Location.ShouldNotBeNull(path);
            if (items != "log")
                again.Headers.ETag.ShouldNotBeNull(path);
            JsonNode after = await next.GetAsync(list);
            Ids(after[items]!).ShouldBe(Ids(before[items]!), path);
            Ids(after[items]!).ShouldContain(Id(made), path);
        }
        (await next.GetAsync("/jobs"))["items"]!.AsArray().Count.ShouldBe(3);
    }

    [Theory]
    [BothDatabases]
    public async Task A_call_whose_answer_could_not_be_kept_is_answered_by_the_same_server_when_it_is_asked_again(
        DatabaseKind kind
    )
    {
        string database = await DatabaseAsync(kind);
        await using ServeProcess server = await StartAsync(database);
        long file = await server.UploadAsync("part.gcode", "G28\n");
        await using (await RefuseAsync(database, "UPDATE OF status", "idempotency_keys"))
        {
            using HttpResponseMessage cut = await PostAsync(server, "/jobs", new { fileId = file }, "print once");
            cut.IsSuccessStatusCode.ShouldBeFalse();
        }
        await using (await RefuseAsync(database, "INSERT", "users"))
        await using (await RefuseAsync(database, "DELETE", "idempotency_keys"))
        {
            using HttpResponseMessage cut = await PostAsync(server, "/users", new { name = "mia" }, "once");
            cut.IsSuccessStatusCode.ShouldBeFalse();
        }

        using HttpResponseMessage job = await PostAsync(server, "/jobs", new { fileId = file }, "print once");
        using HttpResponseMessage user = await PostAsync(server, "/users", new { name = "mia" }, "once");

        job.StatusCode.ShouldBe(HttpStatusCode.Created);
        IsReplayed(job).ShouldBeTrue();
        (await server.GetAsync("/queue"))["items"]!.AsArray().Count.ShouldBe(1);
        user.StatusCode.ShouldBe(HttpStatusCode.Created, await user.Content.ReadAsStringAsync(Stop));
        IsReplayed(user).ShouldBeFalse();
    }

    private static long Id(JsonNode made) => made["id"]!.GetValue<long>();

    private static long[] Ids(JsonNode list) =>
        [.. (list as JsonArray ?? list["items"]!.AsArray()).Select(i => Id(i!))];

    private static bool IsReplayed(HttpResponseMessage answer) => answer.Headers.Contains("Idempotency-Replayed");

    private static Task<HttpResponseMessage> PostAsync(ServeProcess server, string path, object body, string key) =>
        server.SendAsync(HttpMethod.Post, path, JsonContent.Create(body), ("Idempotency-Key", key));

    private static async Task<string> DatabaseAsync(DatabaseKind kind) =>
        kind == DatabaseKind.Sqlite
            ? "sqlite"
            : await ((PostgresServer)(await TestContext.Current.GetFixture(typeof(PostgresServer)))!).NewSchemaAsync();

    private Task<ServeProcess> StartAsync(string database) =>
        ServeProcess.StartAsync(_folder["data"], "--database", database, "--node", "a");

    /// <summary>Lets the database refuse something until the answer is disposed.</summary>
    private async Task<IAsyncDisposable> RefuseAsync(string database, string what, string table)
    {
        var refusal = new Refusal(database, new DataDirectory(_folder["data"]), what, table);
        await refusal.BeginAsync();
        return refusal;
    }

    private sealed class Refusal(string database, DataDirectory data, string what, string table) : IAsyncDisposable
    {
        private readonly string _name = "refuse_" + table + what.Replace(' ', '_');

        private bool IsSqlite => database == "sqlite";

        public Task BeginAsync() =>
            DoAsync(
                IsSqlite
                    ? $"CREATE TRIGGER {_name} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"
                    : $"""
                    CREATE FUNCTION {_name}() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$ LANGUAGE plpgsql;
                    CREATE TRIGGER {_name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {_name}()
                    """
            );

        public async ValueTask DisposeAsync() =>
            await DoAsync(IsSqlite ? $"DROP TRIGGER {_name}" : $"DROP FUNCTION {_name} CASCADE");

        private async Task DoAsync(string sql)
        {
            await using ISqlDatabase opened = IsSqlite
                ? SqliteDatabase.Open(data.Database, TimeProvider.System)
                : new PostgresDatabase(DatabaseAddress.Parse(database), TimeProvider.System);
            await opened.WriteAsync(s => s.ExecuteAsync(sql, null, Stop), null, Stop);
        }
    }
}
