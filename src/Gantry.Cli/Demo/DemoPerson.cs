using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gantry.Cli.Server;

namespace Gantry.Cli.Demo;

/// <summary>Somebody of the demo who prints: an account with a key, so that files and jobs are somebody's.</summary>
internal static class DemoPerson
{
    /// <summary>Who prints in the demo.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Marie", "Kofi", "Sam"];

    /// <summary>Makes the account, signs in once, and gives what calls the server in its name from then on.</summary>
    public static async Task<ServerClient> AddAsync(ServerClient server, string name, CancellationToken stop)
    {
        string password = RandomNumberGenerator.GetHexString(24);
        await server.CallAsync(
            HttpMethod.Post,
            "/users",
            new JsonObject
            {
                ["name"] = name,
                ["role"] = "member",
                ["password"] = password,
            },
            stop
        );
        using var browser = new HttpClient { BaseAddress = server.Address };
        JsonElement session = await PostAsync(
            browser,
            "/fleet/v1/session",
            new JsonObject { ["name"] = name, ["password"] = password },
            stop
        );
        browser.DefaultRequestHeaders.Add("X-CSRF-Token", JsonText.Get(session, "csrfToken"));
        JsonElement key = await PostAsync(
            browser,
            "/fleet/v1/keys",
            new JsonObject
            {
                ["name"] = "Demo",
                ["scopes"] = new JsonArray("fleet.read", "library.read", "library.write", "queue.submit"),
            },
            stop
        );
        return new ServerClient(server.Address, JsonText.Get(key, "key"));
    }

    private static async Task<JsonElement> PostAsync(
        HttpClient browser,
        string path,
        JsonObject body,
        CancellationToken stop
    )
    {
        using HttpResponseMessage answer = await browser.PostAsJsonAsync(path, body, stop);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
    }
}
