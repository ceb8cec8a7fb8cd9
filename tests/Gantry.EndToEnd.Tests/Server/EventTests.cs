using System.Net;
using System.Text.Json.Nodes;
using Gantry.Fleet;
using Gantry.Fleet.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Live events.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task A_listener_is_greeted_and_told_of_a_printer()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        using EventReader events = await EventReader.OpenAsync(server.Http, ada);
        await events.NextAsync("hello");

        await ada.PostAsync("/fleet/v1/printers", new { name = "Left", url = "tcp://127.0.0.1:1" });

        JsonNode printer = await events.NextAsync("printer");
        printer["live"]!["state"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_listener_that_comes_back_goes_on_where_it_was()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        string? last;
        using (EventReader first = await EventReader.OpenAsync(server.Http, ada))
        {
            await first.NextAsync("hello");
            last = first.LastId;
        }
        await ada.PostAsync("/fleet/v1/queue/pause", new { });

        using EventReader second = await EventReader.OpenAsync(server.Http, ada, "", last);

        (await second.NextAsync("queue"))["paused"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_listener_from_long_ago_is_told_to_read_everything_again()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        using EventReader events = await EventReader.OpenAsync(server.Http, ada, "", "1");

        await events.NextAsync("reset");
    }

    [Fact]
    public async Task Who_did_not_sign_in_hears_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        HttpResponseMessage answer = await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/events");

        await answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "signInNeeded");
    }

    /// <summary>
    /// The queue is everybody's who may look at the fleet, and so are its events: what may be heard is what may be read, no more.
    /// </summary>
    [Fact]
    public async Task A_listener_hears_of_what_it_may_read_and_of_nothing_else()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person mia = await server.AddPersonAsync(ada, "mia", "member");
        Person tom = await server.AddPersonAsync(ada, "tom", "viewer");
        long file = await mia.UploadAsync();
        JsonNode sent = await (await mia.PostAsync("/fleet/v1/jobs", new { fileId = file })).JsonAsync();
        string fleetKey = await KeyAsync(ada, "fleet.read");
        string portKey = await KeyAsync(ada, "ports.read");
        using EventReader ofTom = await EventReader.OpenAsync(server.Http, tom);
        using EventReader ofFleet = await EventReader.OpenAsync(server.Http, "", ("X-Api-Key", fleetKey));
        using EventReader ofPorts = await EventReader.OpenAsync(server.Http, "", ("X-Api-Key", portKey));
        foreach (EventReader reader in (EventReader[])[ofTom, ofFleet, ofPorts])
            await reader.NextAsync("hello");
        var events = server.Parts.GetRequiredService<FleetHost>().Events;

        events.Tell(EventTopics.Port, new { name = "a port" });
        events.Tell(EventTopics.Print, new { name = "a print" });
        events.Tell(EventTopics.File, new { name = "a file" });
        await mia.PostAsync($"/fleet/v1/jobs/{sent["id"]}/hold", new { reason = "wait" });
        (string Kind, JsonNode Data)[] viewer =
        [
            await ofTom.NextAsync(),
            await ofTom.NextAsync(),
            await ofTom.NextAsync(),
        ];
        (string Kind, JsonNode Data) fleet = await ofFleet.NextAsync();
        (string Kind, JsonNode Data) port = await ofPorts.NextAsync();
        JsonNode read = await (await tom.GetAsync($"/fleet/v1/jobs/{sent["id"]}")).JsonAsync();

        viewer.Select(e => e.Kind).ShouldBe(["print", "file", "job"]);
        fleet.Kind.ShouldBe("job");
        port.Kind.ShouldBe("port");
        JsonNode heard = viewer[2].Data;
        heard["canControl"]!.GetValue<bool>().ShouldBeFalse();
        foreach (string field in (string[])["name", "owner", "fileId", "holdReason"])
            heard[field]!.ToJsonString().ShouldBe(read[field]!.ToJsonString(), "heard and read are the same");
    }

    [Fact]
    public async Task Listeners_do_not_keep_the_server_from_ending()
    {
        RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        using EventReader events = await EventReader.OpenAsync(server.Http, ada);
        await events.NextAsync("hello");

        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await server.DisposeAsync();
    }

    private static async Task<string> KeyAsync(Person person, string scope)
    {
        HttpResponseMessage made = await person.PostAsync(
            "/fleet/v1/keys",
            new { name = scope, scopes = (string[])[scope] }
        );
        return (await made.JsonAsync())["key"]!.GetValue<string>();
    }
}
