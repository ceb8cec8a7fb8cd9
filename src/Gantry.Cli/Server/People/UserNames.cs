using System.Net;
using System.Text.Json;

namespace Gantry.Cli.Server.People;

/// <summary>Finds accounts by what their people sign in with.</summary>
internal static class UserNames
{
    /// <summary>The account with a name, whatever the case.</summary>
    /// <exception cref="ServerCallException">There is none.</exception>
    public static async Task<JsonElement> FindAsync(ServerClient server, string name, CancellationToken stop)
    {
        foreach (JsonElement user in (await server.GetAsync("/users", stop)).GetProperty("items").EnumerateArray())
            if (JsonText.Get(user, "name").Equals(name, StringComparison.OrdinalIgnoreCase))
                return user;
        throw new ServerCallException($"There is no account '{name}'.", HttpStatusCode.NotFound);
    }

    /// <summary>The id of the account with a name, or of the key's own for <c>me</c>; null when there is no name.</summary>
    /// <exception cref="ServerCallException">There is none.</exception>
    public static async Task<long?> FindIdAsync(ServerClient server, string? name, CancellationToken stop)
    {
        if (name is null)
            return null;
        // Who may see no list of people may see what is their own.
        JsonElement user = name == "me" ? await server.GetAsync("/me", stop) : await FindAsync(server, name, stop);
        return user.GetProperty("id").GetInt64();
    }

    /// <summary>The names of all accounts, by id; none for who may not see them.</summary>
    public static async Task<Dictionary<string, string>> AllAsync(ServerClient server, CancellationToken stop)
    {
        try
        {
            return (await server.GetAsync("/users", stop))
                .GetProperty("items")
                .EnumerateArray()
                .ToDictionary(u => JsonText.Get(u, "id"), u => JsonText.Get(u, "name"));
        }
        catch (ServerCallException e) when (e.ExitStatus == ExitCode.NotPermitted)
        {
            return [];
        }
    }
}
