using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.People;

/// <summary><c>gantry quotas</c>: how much people may print, and whose jobs an operator must approve.</summary>
internal static class QuotasCommand
{
    private static readonly Option<string?> User = VerbOption.Text("--user", "Of this account.", "NAME");

    private static readonly Option<string?> Role = VerbOption.Text(
        "--role",
        "Of everybody with this role who has none of their own.",
        "ROLE"
    );

    private static readonly (Option<double?> Option, string Field)[] Limits =
    [
        (Limit("--jobs-per-week", "Jobs in seven days; 0 for none, -1 without a limit."), "jobsPerWeek"),
        (Limit("--hours-per-week", "Hours of printing in seven days; -1 without a limit."), "hoursPerWeek"),
        (Limit("--grams-per-week", "Grams of filament in seven days; -1 without a limit."), "gramsPerWeek"),
        (Limit("--longest-hours", "Hours of the longest print; -1 without a limit."), "longestHours"),
    ];

    private static readonly (Option<bool?> Option, string Field)[] Rules =
    [
        (VerbOption.Switch("--one-at-a-time", "Whether only one job may be open at a time."), "oneAtATime"),
        (VerbOption.Switch("--needs-approval", "Whether an operator must approve each job."), "needsApproval"),
    ];

    public static Command Create() =>
        ServerVerb
            .Create("quotas", "List how much people may print, or change it.", [], ListAsync)
            .With(
                ServerVerb.Create(
                    "set",
                    "Say how much a role or an account may print; what is not named stays. An account's first quota begins as its role's.",
                    [Role, User, .. Limits.Select(l => l.Option), .. Rules.Select(r => r.Option)],
                    SetAsync
                ),
                ServerVerb.Create(
                    "remove",
                    "Take an account's own quota away: that of its role holds again.",
                    [UsersCommand.Name],
                    RemoveAsync
                )
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement quotas = await server.GetAsync("/quotas", stop);
        Dictionary<string, string> names = await UserNames.AllAsync(server, stop);
        ServerTable.Write(
            arguments,
            quotas,
            "No quotas: everybody prints as much as they like.",
            ("role", q => JsonText.Get(q, "role")),
            ("account", q => names.GetValueOrDefault(JsonText.Get(q, "userId"), JsonText.Get(q, "userId"))),
            ("quota", q => QuotaText.Of(q, "quota"))
        );
    }

    private static async Task SetAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long? user = await UserNames.FindIdAsync(server, arguments.GetValue(User), stop);
        string? role = arguments.GetValue(Role);
        if (user is null == role is null)
            throw new ServerCallException("Name either --role or --user.", HttpStatusCode.BadRequest);
        JsonObject quota = await BeforeAsync(server, user, role, stop);
        foreach ((Option<double?> option, string field) in Limits)
            if (arguments.GetValue(option) is { } limit)
                quota[field] =
                    limit < 0 ? null
                    : limit == Math.Floor(limit) ? (long)limit
                    : limit;
        foreach ((Option<bool?> option, string field) in Rules)
            if (arguments.GetValue(option) is { } rule)
                quota[field] = rule;
        string path = user is null ? $"/quotas/roles/{Uri.EscapeDataString(role!)}" : $"/quotas/users/{user}";
        JsonElement entry = await server.CallAsync(HttpMethod.Put, path, quota, stop);
        string text = QuotaText.Of(entry, "quota");
        ServerTable.Say(
            arguments,
            entry,
            $"{arguments.GetValue(User) ?? role}: {(text.Length > 0 ? text : "no limit")}."
        );
    }

    /// <summary>
    /// The quota that holds so far; one that is set is set as a whole. An account's own takes the place of its role's, so that its first
    /// begins as that one.
    /// </summary>
    private static async Task<JsonObject> BeforeAsync(
        ServerClient server,
        long? user,
        string? role,
        CancellationToken stop
    )
    {
        JsonElement[] all = [.. (await server.GetAsync("/quotas", stop)).GetProperty("items").EnumerateArray()];
        if (user is not null && all.Any(e => JsonText.Number(e, "userId") == user))
            return QuotaOf(all.First(e => JsonText.Number(e, "userId") == user));
        role ??= JsonText.Get(await server.GetAsync($"/users/{user}", stop), "role");
        return all.Where(e => JsonText.Get(e, "role") == role).Select(QuotaOf).FirstOrDefault() ?? [];
    }

    private static JsonObject QuotaOf(JsonElement entry) => JsonBody.Copy(entry.GetProperty("quota"))!.AsObject();

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string name = arguments.GetRequiredValue(UsersCommand.Name);
        string path = $"/quotas/users/{await UserNames.FindIdAsync(server, name, stop)}";
        JsonElement done = await server.CallAsync(HttpMethod.Delete, path, null, stop);
        ServerTable.Say(arguments, done, $"{name} has no quota of their own.");
    }

    private static Option<double?> Limit(string name, string description) =>
        new(name) { Description = description, HelpName = "N" };
}
