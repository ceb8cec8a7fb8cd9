using System.Text.Json.Nodes;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>How many files there are is told where it costs little.</summary>
public sealed class LibraryCountTests
{
    private const int Files = 1002;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_is_counted_up_to_a_thousand_and_the_whole_library_to_its_end()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var storage = server.Parts.GetRequiredService<GantryStorage>();
        using StagedFile staged = await storage.Files.StageAsync(
            (to, stop) => to.WriteAsync("G28\n"u8.ToArray(), stop).AsTask(),
            ExpectedContent.Unknown,
            Stop
        );
        await storage.Files.KeepAsync(staged, Stop);
        await storage.Store.WriteAsync(
            async s =>
            {
                for (int i = 0; i < Files; i++)
                    await s.Files.AddAsync(
                        new NewFile
                        {
                            Name = i == 0 ? "lid.gcode" : $"knob {i}.gcode",
                            ContentHash = staged.Hash,
                            Size = 4,
                            Facts = new FileFacts(),
                            UploaderName = "ada",
                        },
                        Stop
                    );
            },
            Stop
        );

        JsonNode all = await GetAsync(ada, "");
        JsonNode searched = await GetAsync(ada, "&text=knob");
        JsonNode next = await GetAsync(ada, $"&text=knob&after={searched["next"]}");
        JsonNode one = await GetAsync(ada, "&text=lid");

        Total(all).ShouldBe((Files, false));
        Total(searched).ShouldBe((1000, true));
        Total(next).ShouldBe((null, false));
        Total(one).ShouldBe((1, false));
    }

    private static (long?, bool) Total(JsonNode page) =>
        (page["total"]?.GetValue<long>(), page["totalIsLeast"]?.GetValue<bool>() ?? false);

    private static async Task<JsonNode> GetAsync(Person person, string query) =>
        await (await person.GetAsync("/fleet/v1/files?limit=10" + query)).JsonAsync();
}
