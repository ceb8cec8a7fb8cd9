using System.Net;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary><c>gantry serve</c> as a program.</summary>
public sealed class ServeTests
{
    private static string[] Arguments(TemporaryFolder folder) =>
        ["serve", "--data", folder["data"], "--http", "0", "--bind", "127.0.0.1", "--no-shares"];

    [Theory]
    [InlineData(RunningProgram.SigTerm)]
    [InlineData(RunningProgram.SigInt)]
    public async Task It_says_where_it_is_and_ends_when_told(int signal)
    {
        using var folder = new TemporaryFolder();
        await using RunningProgram program = RunningProgram.Gantry(Arguments(folder));
        string line = await program.ReadLineAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        HttpResponseMessage answer = await http.GetAsync(
            new Uri(line.Split(' ')[^1] + "/fleet/v1/info"),
            TestContext.Current.CancellationToken
        );
        program.Signal(signal);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(0, program.Errors);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using RunningProgram first = RunningProgram.Gantry(Arguments(folder));
        await first.ReadLineAsync(TestContext.Current.CancellationToken);

        await using RunningProgram second = RunningProgram.Gantry(Arguments(folder));

        (await second.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(69);
        second.Errors.ShouldContain("--data");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_words()
    {
        await using RunningServer other = await RunningServer.StartAsync();
        using var folder = new TemporaryFolder();
        string port = other.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await using RunningProgram program = RunningProgram.Gantry(
            "serve",
            "--data",
            folder["data"],
            "--bind",
            "127.0.0.1",
            "--no-shares",
            "--http",
            port
        );

        (await program.EndAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        program.Errors.ShouldContain("--http");
    }
}
