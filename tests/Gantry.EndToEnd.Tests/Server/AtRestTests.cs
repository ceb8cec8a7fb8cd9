using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What a server holds in memory that looks after its printers, and that nobody has called since it started.</summary>
public sealed class AtRestTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_at_rest_has_loaded_nothing_that_only_its_callers_need()
    {
        using var folder = new TemporaryFolder();
        await using SimulatedPrinter machine = await SimulatedPrinter.OnTcpAsync(Stop, "--boot-time", "1ms");
        await using (ServeProcess first = await ServeProcess.StartAsync(folder["data"]))
        {
            await first.PostAsync(
                "/users",
                new
                {
                    name = "ada",
                    password = "a fleet at rest",
                    role = "administrator",
                }
            );
            await first.AddPrinterAsync("Left", machine.Address);
            first.Program.MappedFiles.ShouldContain(f => f.StartsWith("libcrypto"));
        }
        int connected = Connections(machine);

        await using ServeProcess server = await ServeProcess.StartAsync(folder["data"]);
        await ConnectedAsync(machine, connected + 1);

        IReadOnlySet<string> files = server.Program.MappedFiles;
        files.ShouldContain("Gantry.Fleet.dll");
        files.ShouldNotContain(f => f.StartsWith("libcrypto") || f.StartsWith("libssl"));
        files.ShouldNotContain("Npgsql.dll");
        files.ShouldNotContain("System.Net.Http.dll");
        files.ShouldNotContain("Microsoft.OpenApi.dll");
        files.ShouldNotContain("Spectre.Console.dll");
    }

    /// <summary>With each connection the firmware is told to report its temperatures by itself.</summary>
    private static int Connections(SimulatedPrinter machine) =>
        machine.Executed().Count(c => c.StartsWith("M155", StringComparison.Ordinal));

    private static async Task ConnectedAsync(SimulatedPrinter machine, int connections)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (Connections(machine) < connections)
            await Task.Delay(50, limit.Token);
    }
}
