using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.People;

/// <summary><c>gantry users</c>: who has an account.</summary>
internal static class UsersCommand
{
    /// <summary>The account that is meant.</summary>
    public static readonly Argument<string> Name = new("name") { Description = "The name to sign in with." };

    private static readonly Option<string> Role = new("--role")
    {
        Description = "viewer, member, operator or administrator.",
        DefaultValueFactory = _ => "member",
        HelpName = "ROLE",
    };

    public static Command Create() =>
        ServerVerb
            .Create("users", "List the accounts of a server, or change them.", [], ListAsync)
            .With([
                ServerVerb.Create(
                    "setup",
                    "Make the first administrator; the set-up code and the password are read from the standard input, a line each.",
                    [Name],
                    SetUpAsync
                ),
                ServerVerb.Create(
                    "add",
                    "Add an account; its password is read from the standard input.",
                    [Name, Role],
                    AddAsync
                ),
                ServerVerb.Create(
                    "password",
                    "Set the password of an account; it is read from the standard input.",
                    [Name],
                    SetPasswordAsync
                ),
                ServerVerb.Create("remove", "Remove an account.", [Name], RemoveAsync),
                .. UserChangeVerbs.CreateAll(),
            ]);

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Write(
            arguments,
            await server.GetAsync("/users", stop),
            "No accounts. The set-up code on the server's console makes the first.",
            ("id", u => JsonText.Get(u, "id")),
            ("name", u => JsonText.Get(u, "name")),
            ("role", u => JsonText.Get(u, "role")),
            ("closed", u => JsonText.Get(u, "disabled")),
            ("signed in", u => JsonText.Time(u, "signedInAt"))
        );

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["name"] = arguments.GetValue(Name),
            ["role"] = arguments.GetValue(Role),
            ["password"] = await SecretInput.ReadAsync("Password", stop),
        };
        JsonElement user = await server.CallAsync(HttpMethod.Post, "/users", body, stop);
        ServerTable.Say(arguments, user, $"Added {JsonText.Get(user, "name")}, {JsonText.Get(user, "role")}.");
    }

    private static async Task SetUpAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["code"] = await SecretInput.ReadAsync("Set-up code", stop),
            ["name"] = arguments.GetValue(Name),
            ["password"] = await SecretInput.ReadAsync("Password", stop),
        };
        JsonElement session = await server.SignInAsync("/setup", body, stop);
        ServerTable.Say(
            arguments,
            session.GetProperty("user"),
            $"{arguments.GetValue(Name)} is the first administrator."
        );
        // The answer signs in, and nothing is left of this program that could go on with it.
        await server.SignOutAsync(stop);
    }

    private static async Task SetPasswordAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long? id = await UserNames.FindIdAsync(server, arguments.GetValue(Name), stop);
        var body = new JsonObject { ["password"] = await SecretInput.ReadAsync("Password", stop) };
        JsonElement done = await server.CallAsync(HttpMethod.Post, $"/users/{id}/password", body, stop);
        ServerTable.Say(arguments, done, "The password is set, and all sessions of the account have ended.");
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long? id = await UserNames.FindIdAsync(server, arguments.GetValue(Name), stop);
        JsonElement done = await server.CallAsync(HttpMethod.Delete, $"/users/{id}", null, stop);
        ServerTable.Say(arguments, done, $"Removed {arguments.GetValue(Name)}.");
    }
}
