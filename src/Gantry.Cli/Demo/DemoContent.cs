using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gantry.Cli.Server;

namespace Gantry.Cli.Demo;

/// <summary>Fills a server as people would, over its own API: printers, files, jobs and an account.</summary>
internal sealed class DemoContent(ServerClient server, CancellationToken stop)
{
    /// <summary>The name of the account.</summary>
    public const string UserName = "demo";

    /// <summary>Makes the account with which a person looks around.</summary>
    public Task AddUserAsync(string password) =>
        server.CallAsync(
            HttpMethod.Post,
            "/users",
            new JsonObject
            {
                ["name"] = UserName,
                ["role"] = "administrator",
                ["password"] = password,
            },
            stop
        );

    /// <summary>Adds printers; the plate of the last one is left for a person to clear.</summary>
    public async Task AddPrintersAsync(IReadOnlyList<string> addresses)
    {
        for (int i = 0; i < addresses.Count; i++)
        {
            long id = await AddPrinterAsync(i, addresses[i]);
            if (i + 1 < addresses.Count)
                await server.CallAsync(HttpMethod.Post, Text($"/printers/{id}/actions/clearPlate"), null, stop);
        }
    }

    /// <summary>Has people bring the parts, and send jobs for them.</summary>
    public async Task AddJobsAsync()
    {
        var people = new List<ServerClient>();
        try
        {
            foreach (string name in DemoPerson.Names)
                people.Add(await DemoPerson.AddAsync(server, name, stop));
            await AddJobsAsync(people);
        }
        finally
        {
            people.ForEach(person => person.Dispose());
        }
    }

    private async Task AddJobsAsync(List<ServerClient> people)
    {
        var sent = new List<long>();
        foreach (DemoPart part in DemoPart.All)
        {
            using var file = new MemoryStream(DemoSlicer.Slice(part));
            JsonElement added = await people[sent.Count % people.Count]
                .UploadAsync($"/files?name={part.Name}&tag={part.Tag}", file, stop);
            sent.Add(added.GetProperty("id").GetInt64());
        }
        for (int i = 0; i < sent.Count; i++)
            await people[i % people.Count]
                .CallAsync(
                    HttpMethod.Post,
                    "/jobs",
                    new JsonObject
                    {
                        ["fileId"] = sent[i],
                        ["copies"] = i % 2 + 1,
                        ["routing"] = new JsonObject { ["material"] = DemoPart.All[i].Material },
                    },
                    stop
                );
    }

    private async Task<long> AddPrinterAsync(int number, string address)
    {
        (string name, string location, string material, string colour) = DemoFarm.Names[number];
        var printer = new JsonObject
        {
            ["name"] = name,
            ["url"] = address,
            ["model"] = "Demo 220",
            ["location"] = location,
            ["position"] = number,
            ["profile"] = new JsonObject
            {
                ["widthMm"] = 220,
                ["depthMm"] = 220,
                ["heightMm"] = 250,
                ["heatUpWatts"] = 250,
            },
            ["cameraSettings"] = new JsonObject { ["testPicture"] = true },
            ["materials"] = new JsonArray(
                new JsonObject
                {
                    ["tool"] = 0,
                    ["material"] = material,
                    ["colour"] = colour,
                    ["remainingG"] = 1000 - 200 * number,
                }
            ),
        };
        JsonElement added = await server.CallAsync(HttpMethod.Post, "/printers", printer, stop);
        return added.GetProperty("id").GetInt64();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
