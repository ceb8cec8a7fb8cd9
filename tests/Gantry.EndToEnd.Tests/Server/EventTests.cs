using System.Net;
using System.Text.Json.Nodes;

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
}
