using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;

namespace Gantry.Cli.Server;

/// <summary><c>gantry events</c>: what happens in the fleet, as it happens.</summary>
internal static class EventsCommand
{
    private static readonly Option<string?> Topics = VerbOption.Text(
        "--topics",
        "Only of these, as printer,job,queue,print,file,notice.",
        "WORDS"
    );

    private static readonly Option<long?> After = new("--after")
    {
        Description = "Go on after the event with this id.",
        HelpName = "ID",
    };

    public static Command Create() =>
        ServerVerb.Create(
            "events",
            "Show what happens in the fleet until somebody ends it: id, topic and JSON in a line each.",
            [Topics, After],
            ServerVerb.UntilStopped(ListenAsync)
        );

    private static async Task ListenAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        ServerQuery query = new ServerQuery()
            .Add("topics", arguments.GetValue(Topics))
            .Add("after", arguments.GetValue(After));
        string last = arguments.GetValue(After)?.ToString(CultureInfo.InvariantCulture) ?? "";
        await server.ReadAsync(
            $"/events{query}",
            async body =>
            {
                await using IAsyncEnumerator<SseItem<string>> events = SseParser
                    .Create(body)
                    .EnumerateAsync(stop)
                    .GetAsyncEnumerator(stop);
                while (await NextAsync(events))
                {
                    SseItem<string> told = events.Current;
                    // Beats only say that the line stands.
                    if (told.EventType == "beat")
                        continue;
                    last = told.EventId ?? last;
                    await arguments.InvocationConfiguration.Output.WriteLineAsync(
                        $"{told.EventId ?? "-"} {told.EventType} {told.Data}"
                    );
                }
            },
            stop
        );
        string after = last.Length > 0 ? $" --after {last}" : "";
        throw new ServerCallException($"The server tells no more. 'gantry events{after}' goes on.", null);
    }

    /// <summary>A server that ends on the way, or a line that breaks, is an end as any other.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (IOException)
        {
            return false;
        }
    }
}
