using System.Net;
using System.Net.Sockets;
using System.Text;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Verbs;

/// <summary>A server that is gone in the middle of a call: what was told before is not lost.</summary>
public sealed class BrokenServerTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public BrokenServerTests() => _listener.Start();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Address => $"http://{_listener.LocalEndpoint}";

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_key_is_shown_although_nobody_answers_any_more()
    {
        await using RunningProgram program = RunningProgram.Gantry([
            "keys",
            "add",
            "wall",
            "--user",
            "ada",
            "--scope",
            "fleet.read",
            "--server",
            Address,
        ]);
        await program.WriteAsync("secret\n");
        await AnswerAsync(Json("""{"csrfToken":"t"}"""));
        await AnswerAsync(Json("""{"key":"gk_once"}"""));
        _listener.Stop();

        ProgramEnd end = await program.FinishAsync(Stop);

        (end.Status, end.Output.Trim()).ShouldBe((0, "gk_once"));
        end.Errors.ShouldContain("The session could not be ended");
    }

    [Theory]
    [InlineData("id: 7\nevent: job\ndata: {}\n\n", "'gantry events --after 7' goes on.")]
    [InlineData("event: beat\ndata: {}\n\n", "'gantry events' goes on.")]
    public async Task Events_that_break_off_say_how_to_go_on(string told, string advice)
    {
        Task<ProgramEnd> listening = Verb.RunAsync("events", "--server", Address);
        await AnswerAsync(
            $"Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n{told.Length:x}\r\n{told}\r\n"
        );

        ProgramEnd end = await listening;

        (end.Status, end.Errors.Trim()).ShouldBe((68, $"gantry events: The server tells no more. {advice}"));
    }

    private static string Json(string body) =>
        $"Content-Type: application/json\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Takes one call, answers it, and hangs up.</summary>
    private async Task AnswerAsync(string answer)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(Stop);
        await using NetworkStream stream = client.GetStream();
        byte[] buffer = new byte[4096];
        var heard = new StringBuilder();
        // The head, and as much of a body as it promises.
        while (!IsWhole(heard.ToString()))
        {
            int read = await stream.ReadAsync(buffer, Stop);
            read.ShouldBeGreaterThan(0, "the call ended early");
            heard.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n" + answer), Stop);
    }

    private static bool IsWhole(string heard)
    {
        string[] parts = heard.Split("\r\n\r\n", 2);
        string? length = parts[0]
            .Split("\r\n")
            .FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return parts.Length == 2 && parts[1].Length >= (length is null ? 0 : int.Parse(length.Split(':')[1]));
    }
}
