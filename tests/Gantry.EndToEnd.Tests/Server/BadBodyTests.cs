using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>
/// Whatever is put into a body, wherever the description says that something belongs, the answer is a problem that says what is wrong,
/// and never a fault of ours.
/// </summary>
public sealed class BadBodyTests(PostgresServer postgres)
{
    /// <summary>What waits for others, or changes how this test signs in.</summary>
    private static readonly string[] Passed =
    [
        "/setup",
        "/session",
        "/me/password",
        "/users/{id}/password",
        "/printers/test",
        "/printers/camera/try",
    ];

    /// <summary>What is put at every place.</summary>
    private static readonly string[] Wrong = ["null", "\"\\u0000\"", "[null]"];

    /// <summary>Of these each place gets every third, the next place the next third.</summary>
    private static readonly string[] WrongInTurn =
    [
        "-1",
        "9223372036854775807",
        "1e308",
        "\"\"",
        "\"\\ud800\"",
        "\"a/../../b\\nM112\"",
        $"\"{new string('é', 3000)}\"",
        "\"9999-12-31T23:59:59-14:00\"",
        "[]",
        "{}",
        "{\"a\":null}",
    ];

    private static readonly string[] Unreadable = ["", "{", "NaN", "[[[[[[[[[[[[[[[[[[[[", "{\"a\":1,\"a\":2}", "true"];

    /// <summary>What only the program itself calls things.</summary>
    private static readonly string[] Inner = ["Gantry.", "System.", ".NET", "Exception", " at line ", "LineNumber"];

    [Theory]
    [BothDatabases]
    public async Task Nothing_in_a_body_is_a_fault_of_the_server(DatabaseKind kind)
    {
        DatabaseAddress database =
            kind == DatabaseKind.Sqlite
                ? DatabaseAddress.Sqlite
                : DatabaseAddress.Parse(await postgres.NewSchemaAsync());
        await using RunningServer server = await RunningServer.StartAsync(o =>
            o with
            {
                Storage = o.Storage with { Database = database },
            }
        );
        Person ada = await server.SetUpAsync();
        await ada.PostAsync(
            "/fleet/v1/printers",
            new
            {
                name = "Left",
                url = "tcp://127.0.0.1:1",
                enabled = false,
            }
        );
        await ada.PostAsync("/fleet/v1/folders", new { name = "parts" });
        JsonNode document = await (await ada.GetAsync("/fleet/v1/openapi.json")).JsonAsync();
        var faults = new List<string>();
        int calls = 0;

        foreach ((string method, string path, JsonNode schema) in Operations(document))
        {
            string address = Address(path);
            string version = method == "POST" ? "*" : (await ada.GetAsync(address)).Headers.ETag?.Tag ?? "*";
            foreach (string body in Bodies(document, schema))
            {
                calls++;
                using HttpResponseMessage answer = await SendAsync(server, ada, method, address, body, version);
                // What was taken has another version now.
                version = answer.IsSuccessStatusCode ? answer.Headers.ETag?.Tag ?? version : version;
                string words = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                if ((int)answer.StatusCode >= 400 && Inner.FirstOrDefault(words.Contains) is { } inner)
                    faults.Add($"{inner} in {method} {path} {body[..Math.Min(body.Length, 100)]}: {words}");
                bool isProblem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json";
                if (
                    answer.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable
                    || (int)answer.StatusCode >= 400 && !isProblem
                )
                    faults.Add($"{(int)answer.StatusCode} {method} {path} {body[..Math.Min(body.Length, 400)]}");
            }
        }

        calls.ShouldBeGreaterThan(1000);
        faults.ShouldBeEmpty(string.Join('\n', faults.Take(20)));
    }

    private static IEnumerable<(string Method, string Path, JsonNode Schema)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        where !Passed.Any(p => path.Key.EndsWith(p, StringComparison.Ordinal))
        from method in path.Value!.AsObject()
        let schema = method.Value!["requestBody"]?["content"]?["application/json"]?["schema"]
        where schema is not null
        select (method.Key.ToUpperInvariant(), path.Key, schema);

    private static IEnumerable<string> Bodies(JsonNode document, JsonNode schema)
    {
        JsonNode? whole = Example(document, schema, 0);
        if (whole is null)
            return Unreadable;
        return Unreadable
            .Concat(
                Places(whole)
                    .SelectMany(
                        (place, i) =>
                            Wrong.Concat(WrongInTurn.Where((_, n) => n % 3 == i % 3)).Select(w => With(whole, place, w))
                    )
            )
            .Append(whole.ToJsonString());
    }

    /// <summary>Something of the right form, with every field in it.</summary>
    private static JsonNode? Example(JsonNode document, JsonNode? schema, int depth)
    {
        while (schema?["$ref"]?.GetValue<string>() is { } name)
            schema = document["components"]!["schemas"]![name.Split('/')[^1]];
        if (schema is null || depth > 5)
            return null;
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray some)
            return Example(document, some.FirstOrDefault(s => Kind(s) != "null"), depth + 1);
        if (schema["enum"] is JsonArray words)
            return words.FirstOrDefault(w => w is not null)?.DeepClone();
        return Kind(schema) switch
        {
            "object" => new JsonObject(
                (schema["properties"]?.AsObject() ?? []).Select(p =>
                    KeyValuePair.Create(p.Key, Example(document, p.Value, depth + 1))
                )
            ),
            "array" => new JsonArray(Example(document, schema["items"], depth + 1)),
            "integer" or "number" => 1,
            "boolean" => false,
            _ => schema["format"]?.GetValue<string>() == "date-time" ? "2027-01-01T00:00:00Z" : "x",
        };
    }

    private static string Kind(JsonNode? schema) =>
        schema?["type"] switch
        {
            JsonArray kinds => kinds.Select(k => k!.GetValue<string>()).First(k => k != "null"),
            JsonNode one => one.GetValue<string>(),
            null => schema?["properties"] is null ? "" : "object",
        };

    /// <summary>Every place in a body, as its path.</summary>
    private static IEnumerable<string> Places(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(p => Places(p.Value).Prepend(Path(map, p.Key))),
            JsonArray list => list.SelectMany((e, i) => Places(e).Prepend($"{list.GetPath()}[{i}]")),
            _ => [],
        };

    private static string Path(JsonObject map, string name) => $"{map.GetPath()}.{name}";

    /// <summary>The body with something else at a place; where nothing is, what is wrong is written as it stands.</summary>
    private static string With(JsonNode whole, string place, string wrong)
    {
        const string Mark = "4711.25";
        JsonNode changed = whole.DeepClone();
        JsonNode? at = changed;
        string[] steps = place.TrimStart('$').Replace("[", ".[").Split('.', StringSplitOptions.RemoveEmptyEntries);
        foreach (string step in steps[..^1])
            at = step[0] == '[' ? at![int.Parse(step[1..^1])] : at![step];
        if (steps[^1][0] == '[')
            at![int.Parse(steps[^1][1..^1])] = 4711.25;
        else
            at![steps[^1]] = 4711.25;
        return changed.ToJsonString().Replace(Mark, wrong);
    }

    private static string Address(string path) =>
        path.Replace("{id}", "1")
            .Replace("{number}", "4001")
            .Replace("{task}", "1")
            .Replace("{name}", "x")
            .Replace("{role}", "member")
            .Replace("{action}", "clearPlate");

    private static Task<HttpResponseMessage> SendAsync(
        RunningServer server,
        Person person,
        string method,
        string address,
        string body,
        string version
    ) =>
        server.Http.CallAsync(
            new HttpMethod(method),
            address,
            new StringContent(body, Encoding.UTF8, "application/json"),
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken),
            ("If-Match", version)
        );
}
