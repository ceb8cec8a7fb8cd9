using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server;

/// <summary><c>gantry users</c>: who has an account.</summary>
internal static class UsersCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The name to sign in with." };

    private static readonly Option<string> Role = new("--role")
    {
        Description = "viewer, member, operator or administrator.",
        DefaultValueFactory = _ => "member",
        HelpName = "ROLE",
    };

    public static Command Create() =>
        ServerVerb
            .Create("users", "List the accounts of a server, or change them.", [], ListAsync)
            .With(
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
                ServerVerb.Create("remove", "Remove an account.", [Name], RemoveAsync)
            );

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
            ["password"] = await ReadPasswordAsync(stop),
        };
        JsonElement user = await server.CallAsync(HttpMethod.Post, "/users", body, stop);
        ServerTable.Say(arguments, user, $"Added {JsonText.Get(user, "name")}, {JsonText.Get(user, "role")}.");
    }

    private static async Task SetPasswordAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await FindAsync(server, arguments.GetValue(Name)!, stop);
        var body = new JsonObject { ["password"] = await ReadPasswordAsync(stop) };
        JsonElement done = await server.CallAsync(HttpMethod.Post, $"/users/{id}/password", body, stop);
        ServerTable.Say(arguments, done, "The password is set, and all sessions of the account have ended.");
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = await FindAsync(server, arguments.GetValue(Name)!, stop);
        JsonElement done = await server.CallAsync(HttpMethod.Delete, $"/users/{id}", null, stop);
        ServerTable.Say(arguments, done, $"Removed {arguments.GetValue(Name)}.");
    }

    private static async Task<string> ReadPasswordAsync(CancellationToken stop)
    {
        if (!Console.IsInputRedirected)
            await Console.Error.WriteAsync("Password: ");
        return await Console.In.ReadLineAsync(stop) ?? "";
    }

    private static async Task<long> FindAsync(ServerClient server, string name, CancellationToken stop)
    {
        foreach (JsonElement user in (await server.GetAsync("/users", stop)).GetProperty("items").EnumerateArray())
            if (JsonText.Get(user, "name").Equals(name, StringComparison.OrdinalIgnoreCase))
                return user.GetProperty("id").GetInt64();
        throw new ServerCallException($"There is no account '{name}'.", System.Net.HttpStatusCode.NotFound);
    }
}
