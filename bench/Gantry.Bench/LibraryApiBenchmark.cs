using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Gantry.Server;
using Gantry.Storage;

namespace Gantry.Bench;

/// <summary>A full library over HTTP: pages, searches, and all of it page by page.</summary>
internal static class LibraryApiBenchmark
{
    private const int Rounds = 20;

    public static async Task RunAsync(StorageOptions storage, int files)
    {
        var options = new ServerOptions { Storage = storage, Listen = [new IPEndPoint(IPAddress.Loopback, 0)] };
        await using GantryServer server = await GantryServer.StartAsync(
            options,
            TimeProvider.System,
            CancellationToken.None
        );
        LocalServer local = LocalServer.Find(storage.Data.Root)!;
        using var http = new HttpClient { BaseAddress = local.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", local.Key);
        foreach (
            (string name, string query) in ((string, string)[])
                [
                    ("first page by name", "?"),
                    ("first page by size", "?sort=size&desc=true"),
                    ("first page of a tag", "?tag=tag7"),
                    ("a word that many have", "?text=part"),
                    ("a word that one has", $"?text=part-{files / 2}-"),
                    ("a word that none has", "?text=nowhere"),
                ]
        )
        {
            await GetAsync(http, query);
            var watch = Stopwatch.StartNew();
            for (int round = 0; round < Rounds; round++)
                await GetAsync(http, query);
            Console.WriteLine($"over HTTP, {name}: {watch.Elapsed.TotalMilliseconds / Rounds:F2} ms each");
        }
        await WalkAsync(http);
    }

    private static async Task WalkAsync(HttpClient http)
    {
        var watch = Stopwatch.StartNew();
        int seen = 0;
        int pages = 0;
        string? after = "";
        while (after is not null)
        {
            JsonElement page = await GetAsync(http, $"?limit=500&after={Uri.EscapeDataString(after)}");
            seen += page.GetProperty("items").GetArrayLength();
            after = page.TryGetProperty("next", out JsonElement next) ? next.GetString() : null;
            pages++;
        }
        Console.WriteLine(
            $"over HTTP, all {seen} in pages of 500: {watch.Elapsed.TotalSeconds:F1} s, {watch.Elapsed.TotalMilliseconds / pages:F1} ms a page"
        );
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string query)
    {
        await using Stream body = await http.GetStreamAsync(new Uri("/fleet/v1/files" + query, UriKind.Relative));
        using JsonDocument json = await JsonDocument.ParseAsync(body);
        return json.RootElement.Clone();
    }
}
