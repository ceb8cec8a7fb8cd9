using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Settings;

/// <summary><c>gantry notifications</c>: who is told of what needs a person.</summary>
internal static class NotificationsCommand
{
    private const string Settings = "/settings";
    private const string Field = "notifications";

    private static readonly Argument<string> Id = new("channel") { Description = "The channel's id." };

    private static readonly Argument<string> Kind = new("kind") { Description = "webhook, email, ntfy or mqtt." };

    private static readonly Argument<string> Url = new("url")
    {
        Description =
            "Where to: https://host/path, smtp://user@host:587?from=A&to=B, https://ntfy.example/topic or mqtt://user@broker:1883/topic.",
    };

    private static readonly Option<string?> NewUrl = VerbOption.Text("--url", "Another address.", "URL");

    private static readonly Option<string[]> Event = new("--event")
    {
        Description =
            "Only of this, as print.failed; may be repeated. Without it at first, and with '', of everything.",
        HelpName = "KIND",
    };

    private static readonly Option<bool?> AllowLocal = VerbOption.Switch(
        "--allow-local",
        "Whether it may be in the local network."
    );

    private static readonly Option<bool?> Enabled = VerbOption.Switch(
        "--enabled",
        "Whether anything is sent; false keeps it for later."
    );

    private static readonly Option<bool> Secret = new("--secret")
    {
        Description =
            "Read the key of signatures, the token or the password from the standard input; an empty line takes it away.",
    };

    public static Command Create()
    {
        Kind.AcceptOnlyFromAmong("webhook", "email", "ntfy", "mqtt");
        return ServerVerb
            .Create("notifications", "List who is told of what needs a person, or change it.", [], ListAsync)
            .With(
                ServerVerb.Create("kinds", "List what somebody can be told of.", [], ListKindsAsync),
                ServerVerb.Create("add", "Add a channel.", [Kind, Url, Event, AllowLocal, Secret], AddAsync),
                ServerVerb.Create(
                    "change",
                    "Change a channel; what is not named stays.",
                    [Id, NewUrl, Event, AllowLocal, Enabled, Secret],
                    EditAsync
                ),
                ServerVerb.Create("test", "Send a notice at once, and say how it went.", [Id], TestAsync),
                ServerVerb.Create("remove", "Remove a channel.", [Id], RemoveAsync)
            );
    }

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Write(
            arguments,
            await server.GetAsync("/notifications", stop),
            "Nobody is told of anything. 'gantry notifications add ntfy https://ntfy.example/topic' changes that.",
            ("id", c => JsonText.Get(c, "id")),
            ("kind", c => JsonText.Get(c, "kind")),
            ("address", c => JsonText.Get(c, "url")),
            ("of", c => JsonText.Get(c, "events") is { Length: > 0 } events ? events : "everything"),
            ("secret", c => JsonText.Get(c, "hasSecret")),
            ("off", c => JsonText.Get(c, "enabled").Length > 0 ? "" : "yes"),
            ("arrived", c => JsonText.Time(c, "arrivedAt")),
            ("failed", c => JsonText.Time(c, "failedAt")),
            ("waiting", c => JsonText.Get(c, "waiting")),
            ("because", c => JsonText.Get(c, "lastError"))
        );

    private static async Task ListKindsAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement kinds = (await server.GetAsync("/notifications", stop)).GetProperty("kinds");
        ServerTable.SayLines(arguments, kinds, kinds.EnumerateArray().Select(k => k.GetString()));
    }

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement now = await server.GetAsync(Settings, stop);
        JsonArray channels = ChannelsOf(now);
        var added = new JsonObject { ["kind"] = arguments.GetRequiredValue(Kind) };
        await PutAsync(added, arguments, arguments.GetValue(Url), stop);
        channels.Add(added);
        JsonElement after = await WriteAsync(server, now, channels, stop);
        // Ids are given by the server; new ones come last.
        JsonElement channel = after.GetProperty(Field)[channels.Count - 1];
        ServerTable.Say(arguments, channel, $"Added channel {JsonText.Get(channel, "id")}.");
    }

    private static async Task EditAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement now = await server.GetAsync(Settings, stop);
        JsonArray channels = ChannelsOf(now);
        JsonObject channel = Find(channels, arguments);
        await PutAsync(channel, arguments, arguments.GetValue(NewUrl), stop);
        JsonElement after = await WriteAsync(server, now, channels, stop);
        ServerTable.Say(arguments, after.GetProperty(Field), $"Changed channel {arguments.GetValue(Id)}.");
    }

    private static async Task TestAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string path = $"/notifications/{Uri.EscapeDataString(arguments.GetRequiredValue(Id))}/test";
        JsonElement result = await server.CallAsync(HttpMethod.Post, path, null, stop);
        ServerTable.Say(arguments, result, JsonText.Get(result, "detail"));
        if (!result.GetProperty("arrived").GetBoolean())
            throw new ServerCallException("The notice did not arrive.", HttpStatusCode.NotFound);
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement now = await server.GetAsync(Settings, stop);
        JsonArray channels = ChannelsOf(now);
        channels.Remove(Find(channels, arguments));
        JsonElement after = await WriteAsync(server, now, channels, stop);
        ServerTable.Say(arguments, after.GetProperty(Field), $"Removed channel {arguments.GetValue(Id)}.");
    }

    private static async Task PutAsync(JsonObject channel, ParseResult arguments, string? url, CancellationToken stop)
    {
        if (url is not null)
            channel["url"] = SecretInput.WithoutPassword(url, "Leave it out, and give it with --secret.");
        if (arguments.GetResult(Event) is not null)
            channel["events"] = JsonBody.Words(arguments.GetValue(Event));
        if (arguments.GetValue(AllowLocal) is { } local)
            channel["allowLocal"] = local;
        if (arguments.GetResult(Enabled) is not null)
            channel["enabled"] = arguments.GetValue(Enabled);
        if (arguments.GetValue(Secret))
            channel["secret"] = await SecretInput.ReadAsync("Secret", stop);
    }

    private static JsonArray ChannelsOf(JsonElement settings) => JsonBody.Copy(settings.GetProperty(Field))!.AsArray();

    private static JsonObject Find(JsonArray channels, ParseResult arguments) =>
        channels.OfType<JsonObject>().FirstOrDefault(c => (string?)c["id"] == arguments.GetValue(Id))
        ?? throw new ServerCallException(
            $"There is no channel '{arguments.GetValue(Id)}'; 'gantry notifications' lists them.",
            HttpStatusCode.NotFound
        );

    private static Task<JsonElement> WriteAsync(
        ServerClient server,
        JsonElement before,
        JsonArray channels,
        CancellationToken stop
    ) =>
        server.CallAsync(
            HttpMethod.Patch,
            Settings,
            new JsonObject { [Field] = channels },
            stop,
            before.GetProperty("version").GetInt64()
        );
}
