using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gantry.Cli.Server.Printers;

namespace Gantry.Cli.Server.People;

/// <summary><c>gantry keys</c>: the keys of programs.</summary>
internal static class KeysCommand
{
    private static readonly TimeSpan LongestSignOut = TimeSpan.FromSeconds(10);

    private static readonly Argument<string> Name = new("name") { Description = "What it is for." };

    private static readonly Argument<long> Id = new("key") { Description = "The key's id." };

    private static readonly Option<string> User = new("--user")
    {
        Description = "Who makes it: a key is made by a person, whose password is read from the standard input.",
        HelpName = "NAME",
        Required = true,
    };

    private static readonly Option<string[]> Scope = new("--scope")
    {
        Description = "What it may be used for, as printers.control; may be repeated. 'gantry keys scopes' lists them.",
        HelpName = "SCOPE",
        Required = true,
    };

    private static readonly Option<string[]> Printer = new("--printer")
    {
        Description = "For this printer alone; may be repeated. Without it for all.",
        HelpName = "NAME",
    };

    private static readonly Option<DateTimeOffset?> Until = TimeOption.Create("--until", "When it runs out");

    private static readonly Option<bool> All = new("--all") { Description = "Also those of others." };

    public static Command Create() =>
        ServerVerb
            .Create("keys", "List the keys of programs, or make and take back some.", [All], ListAsync)
            .With(
                ServerVerb.Create("scopes", "List what a key may be used for: what you may.", [], ListScopesAsync),
                ServerVerb.Create(
                    "add",
                    "Make a key, and show it this once.",
                    [Name, User, Scope, Printer, Until],
                    AddAsync
                ),
                ServerVerb.Create(
                    "revoke",
                    "Take a key back; the password is read from the standard input.",
                    [Id, User],
                    RevokeAsync
                )
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        bool all = arguments.GetValue(All);
        JsonElement keys = await server.GetAsync($"/keys{new ServerQuery().Add("all", all)}", stop);
        Dictionary<long, string> printers = await PrinterNames.ShownAsync(arguments, server, stop);
        Dictionary<string, string> people = await UserNames.AllAsync(server, stop);
        ServerTable.Write(
            arguments,
            keys,
            "No keys. 'gantry keys add NAME --user YOU --scope SCOPE' makes one.",
            ("id", k => JsonText.Get(k, "id")),
            ("name", k => JsonText.Get(k, "name")),
            ("of", k => people.GetValueOrDefault(JsonText.Get(k, "userId"), JsonText.Get(k, "userId"))),
            ("begins with", k => JsonText.Get(k, "prefix")),
            ("may", k => JsonText.Get(k, "scopes")),
            ("printers", k => Printers(k, printers)),
            ("used", k => JsonText.Time(k, "usedAt")),
            ("until", k => JsonText.Time(k, "expiresAt")),
            ("taken back", k => JsonText.Time(k, "revokedAt"))
        );
    }

    private static async Task ListScopesAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement scopes = (await server.GetAsync("/session", stop)).GetProperty("permissions");
        ServerTable.SayLines(arguments, scopes, scopes.EnumerateArray().Select(s => s.GetString()));
    }

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["name"] = arguments.GetValue(Name),
            ["scopes"] = JsonBody.List(arguments.GetValue(Scope)),
        };
        if (arguments.GetValue(Until) is { } until)
            body["expiresAt"] = until.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        JsonElement key = await AsPersonAsync(
            arguments,
            server,
            async () =>
            {
                var printers = new JsonArray();
                foreach (string printer in arguments.GetValue(Printer) ?? [])
                    printers.Add(await PrinterNames.FindAsync(server, printer, stop));
                if (printers.Count > 0)
                    body["printerIds"] = printers;
                return await server.CallAsync(HttpMethod.Post, "/keys", body, stop);
            },
            stop
        );
        // Alone on its line, for GANTRY_KEY=$(gantry keys add …).
        ServerTable.Say(arguments, key, JsonText.Get(key, "key"));
    }

    private static async Task RevokeAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/keys/{arguments.GetValue(Id)}");
        JsonElement done = await AsPersonAsync(
            arguments,
            server,
            () => server.CallAsync(HttpMethod.Delete, path, null, stop),
            stop
        );
        ServerTable.Say(arguments, done, $"Key {arguments.GetValue(Id)} is taken back.");
    }

    /// <summary>Keys are made and taken back by people who signed in, so that no key makes others.</summary>
    private static async Task<JsonElement> AsPersonAsync(
        ParseResult arguments,
        ServerClient server,
        Func<Task<JsonElement>> call,
        CancellationToken stop
    )
    {
        var person = new JsonObject
        {
            ["name"] = arguments.GetRequiredValue(User),
            ["password"] = await SecretInput.ReadAsync("Password", stop),
        };
        await server.SignInAsync("/session", person, stop);
        try
        {
            return await call();
        }
        finally
        {
            await SignOutAsync(arguments, server);
        }
    }

    /// <summary>A session that cannot be ended runs out by itself; what was done in it is told all the same: a key is shown this once.</summary>
    private static async Task SignOutAsync(ParseResult arguments, ServerClient server)
    {
        using var limit = new CancellationTokenSource(LongestSignOut);
        try
        {
            await server.SignOutAsync(limit.Token);
        }
        catch (Exception e)
            when (e is ServerCallException or IOException or JsonException or OperationCanceledException)
        {
            await arguments.InvocationConfiguration.Error.WriteLineAsync(
                $"gantry {VerbName.Of(arguments)}: The session could not be ended: {e.Message}"
            );
        }
    }

    private static string Printers(JsonElement key, Dictionary<long, string> names) =>
        key.TryGetProperty("printerIds", out JsonElement ids) && ids.ValueKind == JsonValueKind.Array
            ? string.Join(", ", ids.EnumerateArray().Select(i => names.GetValueOrDefault(i.GetInt64(), i.ToString())))
            : "all";
}
