using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A page that listens to what happens.</summary>
internal sealed class EventReader : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, Stream body) =>
        (_answer, _lines) = (answer, new StreamReader(body));

    public string? LastId { get; private set; }

    public static Task<EventReader> OpenAsync(
        HttpClient http,
        Person person,
        string query = "",
        string? after = null
    ) =>
        after is null
            ? OpenAsync(http, query, ("Cookie", person.Cookie))
            : OpenAsync(http, query, ("Cookie", person.Cookie), ("Last-Event-ID", after));

    public static async Task<EventReader> OpenAsync(
        HttpClient http,
        string query,
        params (string Name, string Value)[] headers
    )
    {
        HttpResponseMessage answer = await http.CallAsync(HttpMethod.Get, "/fleet/v1/events" + query, null, headers);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventReader(answer, await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The next event of a kind; others are passed over.</summary>
    public async Task<JsonNode> NextAsync(string kind)
    {
        while (true)
        {
            (string read, JsonNode data) = await ReadAsync();
            if (read == kind)
                return data;
        }
    }

    /// <summary>The next event of any kind but the beat.</summary>
    public async Task<(string Kind, JsonNode Data)> NextAsync()
    {
        while (true)
            if (await ReadAsync() is var read and not ("beat", _))
                return read;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }

    private async Task<(string Kind, JsonNode Data)> ReadAsync()
    {
        string kind = "";
        string data = "";
        while (true)
        {
            string line =
                await _lines.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit)
                ?? throw new EndOfStreamException("The server ended the events.");
            if (line.Length == 0 && kind.Length > 0)
                return (kind, JsonNode.Parse(data)!);
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                LastId = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                kind = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
        }
    }
}
