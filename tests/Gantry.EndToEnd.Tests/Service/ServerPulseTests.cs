using System.Net;
using System.Net.Sockets;
using Gantry.Cli.Service;

namespace Gantry.EndToEnd.Tests.Service;

/// <summary>What the watchdog of <c>gantry serve</c> hears.</summary>
public sealed class ServerPulseTests : IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public ServerPulseTests() => _server.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_server_that_refuses_or_hangs_up_gives_no_sign_of_life_until_it_answers()
    {
        var port = ((IPEndPoint)_server.LocalEndpoint).Port;
        using var pulse = new ServerPulse(new Uri($"http://127.0.0.1:{port}"), TimeProvider.System);
        Task check = pulse.CheckAsync(_stop);

        await AnswerAsync("");
        check.IsCompleted.ShouldBeFalse();
        await AnswerAsync("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        check.IsCompleted.ShouldBeFalse();
        await AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        await check.WaitAsync(TimeSpan.FromSeconds(60), _stop);
    }

    [Theory]
    [InlineData("503 Service Unavailable")]
    [InlineData("507 Insufficient Storage")]
    public async Task A_server_whose_database_is_away_or_full_lives_and_its_prints_with_it(string status)
    {
        var port = ((IPEndPoint)_server.LocalEndpoint).Port;
        using var pulse = new ServerPulse(new Uri($"http://127.0.0.1:{port}"), TimeProvider.System);
        Task check = pulse.CheckAsync(_stop);

        await AnswerAsync($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        await check.WaitAsync(TimeSpan.FromSeconds(60), _stop);
    }

    private async Task AnswerAsync(string answer)
    {
        using TcpClient client = await _server
            .AcceptTcpClientAsync(_stop)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), _stop);
        using var reader = new StreamReader(client.GetStream(), leaveOpen: true);
        (await reader.ReadLineAsync(_stop)).ShouldBe("GET /fleet/v1/info HTTP/1.1");
        while (await reader.ReadLineAsync(_stop) is { Length: > 0 }) { }
        await client.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), _stop);
    }
}
