using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What holds for every call that the description names, whoever adds the next one.</summary>
public sealed class EveryCallTests
{
    private const string Unknown = "987654";

    /// <summary>Open to everybody on purpose: what a sign-in needs.</summary>
    private static readonly string[] Public =
    [
        "GET /fleet/v1/info",
        "GET /fleet/v1/setup",
        "POST /fleet/v1/setup",
        "GET /fleet/v1/session",
        "POST /fleet/v1/session",
    ];

    /// <summary>Changes that everybody with an account may make: of their own account and session.</summary>
    private static readonly string[] Own =
    [
        "POST /fleet/v1/setup",
        "POST /fleet/v1/session",
        "DELETE /fleet/v1/session",
        "PATCH /fleet/v1/me",
        "POST /fleet/v1/me/password",
        "POST /fleet/v1/keys",
        // The keys of others are not there for them.
        "DELETE /fleet/v1/keys/{id}",
        // Says of each printer alone that it may not.
        "POST /fleet/v1/printers/actions",
    ];

    private sealed record Call(string Method, string Path, JsonNode Described)
    {
        public string Name => $"{Method} {Path}";

        public bool IsChange => Method is not ("GET" or "HEAD");
    }

    [Fact]
    public async Task Nobody_gets_further_than_the_door_without_signing_in()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        JsonNode document = await DocumentAsync(ada);
        var wrong = new List<string>();

        foreach (Call call in Calls(document).Where(c => !Public.Contains(c.Name)))
            await ExpectAsync(wrong, document, call, "1", server, null, HttpStatusCode.Unauthorized, "signInNeeded");

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_viewer_changes_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await FillAsync(server, ada);
        Person eve = await server.AddPersonAsync(ada, "eve", "viewer");
        JsonNode document = await DocumentAsync(ada);
        var wrong = new List<string>();

        foreach (Call call in Calls(document).Where(c => c.IsChange && !Own.Contains(c.Name)))
            // There is no print yet: of what is not there nobody asks for rights.
            if (!call.Path.StartsWith("/fleet/v1/prints/", StringComparison.Ordinal))
                await ExpectAsync(wrong, document, call, "1", server, eve, HttpStatusCode.Forbidden, "notAllowed");

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        JsonNode document = await DocumentAsync(ada);
        var wrong = new List<string>();

        foreach (Call call in Calls(document).Where(c => c.Path.Contains("{id}", StringComparison.Ordinal)))
            await ExpectAsync(wrong, document, call, Unknown, server, ada, HttpStatusCode.NotFound, "notFound");

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task A_field_of_the_wrong_kind_is_named()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await FillAsync(server, ada);
        JsonNode document = await DocumentAsync(ada);
        var wrong = new List<string>();
        int fields = 0;

        foreach (Call call in Calls(document))
        foreach (string field in Fields(document, call))
        {
            fields++;
            var body = new JsonObject { [field] = new JsonArray(new JsonArray(new JsonObject { ["?"] = 1 })) };
            using HttpResponseMessage answer = await SendAsync(server, ada, call, "1", body);
            JsonNode problem = await answer.JsonAsync();
            bool isNamed = problem.ToJsonString().Contains(field, StringComparison.OrdinalIgnoreCase);
            if (answer.StatusCode != HttpStatusCode.BadRequest || !isNamed)
                wrong.Add($"{call.Name} {field}: {problem.ToJsonString()}");
        }

        fields.ShouldBeGreaterThan(100);
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_PATCH_needs_the_version_that_is_there()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await FillAsync(server, ada);
        JsonNode document = await DocumentAsync(ada);
        var wrong = new List<string>();

        // A part of an upload says with its offset where it goes on.
        foreach (Call call in Calls(document).Where(c => c.Method == "PATCH" && c.Path != "/fleet/v1/uploads/{id}"))
        {
            await ExpectAsync(wrong, document, call, "1", server, ada, (HttpStatusCode)428, "versionNeeded", "");
            await ExpectAsync(
                wrong,
                document,
                call,
                "1",
                server,
                ada,
                HttpStatusCode.PreconditionFailed,
                "versionConflict",
                "\"987654\""
            );
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    [Fact]
    public async Task Every_list_refuses_a_page_that_cannot_be_and_ends_where_nothing_is_left()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await FillAsync(server, ada);
        JsonNode document = await DocumentAsync(ada);
        Call[] lists = [.. Calls(document).Where(c => c.Method == "GET" && IsPaged(c))];
        JsonNode first = await (await ada.GetAsync("/fleet/v1/files?limit=1")).JsonAsync();
        long last = (await (await ada.GetAsync("/fleet/v1/files")).JsonAsync())["items"]!.AsArray()[^1]![
            "id"
        ]!.GetValue<long>();
        HttpResponseMessage removed = await ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/files/{last}");

        JsonNode beyond = await (
            await ada.GetAsync($"/fleet/v1/files?after={Uri.EscapeDataString(first["next"]!.GetValue<string>())}")
        ).JsonAsync();

        removed.IsSuccessStatusCode.ShouldBeTrue();
        beyond["items"]!.AsArray().ShouldBeEmpty();
        beyond["next"].ShouldBeNull();
        lists.Length.ShouldBeGreaterThan(3);
        foreach (Call list in lists)
        foreach (string query in (string[])["limit=many", "limit=1e9", "after=%27--"])
            await (await ada.GetAsync($"{list.Path}?{query}")).ShouldBeProblemAsync(
                HttpStatusCode.BadRequest,
                "invalid"
            );
    }

    private static async Task<JsonNode> DocumentAsync(Person person) =>
        await (await person.GetAsync("/fleet/v1/openapi.json")).JsonAsync();

    private static IEnumerable<Call> Calls(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select new Call(method.Key.ToUpperInvariant(), path.Key, method.Value!);

    private static bool IsPaged(Call call) =>
        call.Described["parameters"] is JsonArray some
        && some.Select(p => p!["name"]!.GetValue<string>().ToLowerInvariant()).ToArray() is var names
        && names.Contains("limit")
        && names.Contains("after")
        && !call.Path.Contains('{', StringComparison.Ordinal);

    /// <summary>A printer that is off, two files, a folder, a job and a task: the first of each.</summary>
    private static async Task FillAsync(RunningServer server, Person person)
    {
        await person.PostAsync(
            "/fleet/v1/printers",
            new
            {
                name = "Left",
                url = "tcp://127.0.0.1:1",
                enabled = false,
            }
        );
        await person.PostAsync("/fleet/v1/folders", new { name = "parts" });
        await person.PostAsync("/fleet/v1/printers/1/maintenance/tasks", new { name = "Oil it", everyHours = 10 });
        await person.PostAsync("/fleet/v1/keys", new { name = "mine", scopes = (string[])["fleet.read"] });
        foreach (string name in (string[])["a.gcode", "b.gcode"])
        {
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes($"; {name}\nG28\n"));
            content.Headers.ContentType = new("application/octet-stream");
            await server.Http.CallAsync(
                HttpMethod.Post,
                "/fleet/v1/files?name=" + name,
                content,
                ("Cookie", person.Cookie),
                ("X-CSRF-Token", person.CsrfToken)
            );
        }
        HttpResponseMessage job = await person.PostAsync("/fleet/v1/jobs", new { fileId = 1, held = true });
        job.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    private static async Task ExpectAsync(
        List<string> wrong,
        JsonNode document,
        Call call,
        string id,
        RunningServer server,
        Person? person,
        HttpStatusCode status,
        string code,
        string version = "\"1\""
    )
    {
        JsonNode? body = Least(document, call);
        using HttpResponseMessage answer = await SendAsync(server, person, call, id, body, version);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        bool isRight =
            answer.StatusCode == status
            && (call.Method == "HEAD" || JsonNode.Parse(text)?["code"]?.GetValue<string>() == code);
        if (!isRight)
            wrong.Add($"{call.Name}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 300)]}");
    }

    private static Task<HttpResponseMessage> SendAsync(
        RunningServer server,
        Person? person,
        Call call,
        string id,
        JsonNode? body,
        string version = "\"1\""
    )
    {
        (string, string)[] who = person is null ? [] : [("Cookie", person.Cookie), ("X-CSRF-Token", person.CsrfToken)];
        (string, string)[] from = version.Length == 0 ? [] : [("If-Match", version)];
        return server.Http.CallAsync(
            new HttpMethod(call.Method),
            Address(call, id),
            call.IsChange ? Content(call, body) : null,
            [.. who, .. from, ("Upload-Offset", "0")]
        );
    }

    private static StringContent Content(Call call, JsonNode? body)
    {
        (string type, string text) = call.Name switch
        {
            "POST /fleet/v1/files" => ("application/octet-stream", "G28\n"),
            "PATCH /fleet/v1/uploads/{id}" => ("application/offset+octet-stream", "G28\n"),
            "PUT /fleet/v1/prints/{id}/photo" => ("image/jpeg", "x"),
            _ => ("application/json", body?.ToJsonString() ?? "{}"),
        };
        return new StringContent(text) { Headers = { ContentType = new(type) } };
    }

    private static string Address(Call call, string id) =>
        call.Path.Replace("{id}", id)
            .Replace("{number}", "4001")
            .Replace("{task}", "1")
            .Replace("{layer}", "1")
            .Replace("{name}", "x")
            .Replace("{role}", "member")
            .Replace("{action}", call.Path.Contains("ports", StringComparison.Ordinal) ? "stop" : "clearPlate")
        + (call.Path is "/fleet/v1/files" or "/fleet/v1/uploads" && call.IsChange ? "?name=c.gcode&size=4" : "");

    private static JsonNode? JsonSchema(Call call) =>
        call.Described["requestBody"]?["content"]?["application/json"]?["schema"];

    private static JsonNode? Resolve(JsonNode document, JsonNode? schema)
    {
        while (schema?["$ref"]?.GetValue<string>() is { } name)
            schema = document["components"]!["schemas"]![name.Split('/')[^1]];
        if ((schema?["oneOf"] ?? schema?["anyOf"]) is JsonArray some)
            return Resolve(document, some.First(s => s!["type"]?.ToJsonString() != "\"null\""));
        return schema;
    }

    private static IEnumerable<string> Fields(JsonNode document, Call call) =>
        Resolve(document, JsonSchema(call))?["properties"]?.AsObject().Select(p => p.Key) ?? [];

    /// <summary>The least that a call takes.</summary>
    private static JsonNode? Least(JsonNode document, Call call) =>
        call.Path switch
        {
            "/fleet/v1/printers/actions" => JsonNode.Parse("""{"ids":[1],"action":"clearPlate"}"""),
            _ when call.Path.Contains("/maintenance/tasks", StringComparison.Ordinal) => JsonNode.Parse(
                """{"name":"Oil it","everyHours":10}"""
            ),
            _ => Needed(document, JsonSchema(call), 0),
        };

    /// <summary>The least that is of the right form.</summary>
    private static JsonNode? Needed(JsonNode document, JsonNode? described, int depth)
    {
        JsonNode? schema = Resolve(document, described);
        if (schema is null || depth > 5)
            return null;
        if (schema["enum"] is JsonArray words)
            return words.First(w => w is not null)!.DeepClone();
        string kind = schema["type"]?.ToJsonString() ?? (schema["properties"] is null ? "" : "object");
        if (kind.Contains("object", StringComparison.Ordinal))
            return new JsonObject(
                (schema["required"]?.AsArray() ?? []).Select(name =>
                    KeyValuePair.Create(
                        name!.GetValue<string>(),
                        Needed(document, schema["properties"]![name.GetValue<string>()], depth + 1)
                    )
                )
            );
        if (kind.Contains("array", StringComparison.Ordinal))
            return new JsonArray(Needed(document, schema["items"], depth + 1));
        if (kind.Contains("integer", StringComparison.Ordinal) || kind.Contains("number", StringComparison.Ordinal))
            return 1;
        return kind.Contains("boolean", StringComparison.Ordinal) ? false : "long enough";
    }
}
