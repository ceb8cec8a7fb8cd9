using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.People;

/// <summary>An account shown and changed.</summary>
internal static class UserChangeVerbs
{
    private static readonly Option<string?> NewName = VerbOption.Text(
        "--name",
        "Another name to sign in with.",
        "NAME"
    );

    private static readonly Option<string?> NewRole = VerbOption.Text(
        "--role",
        "viewer, member, operator or administrator.",
        "ROLE"
    );

    private static readonly Option<string?> DisplayName = VerbOption.Text(
        "--display-name",
        "The name to be shown.",
        "NAME"
    );

    private static readonly Option<string?> Email = VerbOption.Text(
        "--email",
        "Where notices go; empty: nowhere.",
        "ADDRESS"
    );

    private static readonly Option<bool?> Closed = VerbOption.Switch(
        "--closed",
        "Whether the account is closed: nobody can sign in, and its keys are no good."
    );

    /// <summary>All of them.</summary>
    public static IEnumerable<Command> CreateAll() =>
        [
            ServerVerb.Create(
                "show",
                "Show an account, its quota and what was used of it.",
                [UsersCommand.Name],
                ShowAsync
            ),
            ServerVerb.Create(
                "change",
                "Change an account; what is not named stays.",
                [UsersCommand.Name, NewName, NewRole, DisplayName, Email, Closed],
                ChangeAsync
            ),
            ServerVerb.Create("sign-out", "End all sessions of an account.", [UsersCommand.Name], SignOutAsync),
        ];

    private static async Task ShowAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement user = await server.GetAsync(await PathAsync(arguments, server, stop), stop);
        ServerTable.WriteFields(
            arguments,
            user,
            ("id", JsonText.Get(user, "id")),
            ("name", JsonText.Get(user, "name")),
            ("shown as", JsonText.Get(user, "displayName")),
            ("role", JsonText.Get(user, "role")),
            ("e-mail", JsonText.Get(user, "email")),
            ("closed", JsonText.Get(user, "disabled")),
            ("signed in", JsonText.Time(user, "signedInAt")),
            ("quota", QuotaText.Of(user, "quota")),
            ("used in seven days", QuotaText.UsageOf(user, "usage"))
        );
    }

    private static async Task ChangeAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject();
        foreach (
            (string field, Option<string?> option) in ((string, Option<string?>)[])
                [("name", NewName), ("role", NewRole), ("displayName", DisplayName), ("email", Email)]
        )
            if (arguments.GetValue(option) is { } text)
                body[field] = text;
        if (arguments.GetValue(Closed) is { } closed)
            body["disabled"] = closed;
        JsonElement user = await server.ChangeAsync(await PathAsync(arguments, server, stop), body, stop);
        ServerTable.Say(arguments, user, $"Changed {JsonText.Get(user, "name")}, {JsonText.Get(user, "role")}.");
    }

    private static async Task SignOutAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string path = await PathAsync(arguments, server, stop) + "/sessions";
        JsonElement done = await server.CallAsync(HttpMethod.Delete, path, null, stop);
        ServerTable.Say(arguments, done, $"All sessions of {arguments.GetValue(UsersCommand.Name)} have ended.");
    }

    private static async Task<string> PathAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        $"/users/{await UserNames.FindIdAsync(server, arguments.GetRequiredValue(UsersCommand.Name), stop)}";
}
