using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Discovery;

/// <summary>A server offers as printers what others announce on the network; here avahi does.</summary>
public sealed class FoundPrintersTests(AvahiMachine machines) : IClassFixture<AvahiMachine>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_share_on_the_network_is_offered_and_gone_when_it_goes()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["serve", "--data", folder["data"], "--http", "0", "--bind", "127.0.0.1"];
        await using RunningProgram server = machines.Pi.Gantry(arguments);
        await server.ReadLineAsync(Stop);

        await using (await machines.PublishAsync("Bench", "_rfc2217._tcp", 4011, "serial=found-1"))
        {
            JsonNode found = await FindAsync(folder, f => f["serialNumber"]!.GetValue<string>() == "found-1");
            found["url"]!.GetValue<string>().ShouldBe("rfc2217://10.77.0.2:4011");
            found["source"]!.GetValue<string>().ShouldBe("network");
            found["configured"]!.GetValue<bool>().ShouldBeFalse();
            await RunAsync(folder, "printers", "add", "Bench", "rfc2217://10.77.0.2:4011");
            await FindAsync(folder, f => f["configured"]!.GetValue<bool>());
        }

        await AvahiMachine.UntilAsync(async () => (await ListAsync(folder)).Count == 0, Stop);
    }

    private async Task<JsonNode> FindAsync(TemporaryFolder folder, Func<JsonNode, bool> isIt)
    {
        JsonNode? found = null;
        await AvahiMachine.UntilAsync(
            async () => (found = (await ListAsync(folder)).FirstOrDefault(f => isIt(f!))) is not null,
            Stop
        );
        return found!;
    }

    private async Task<JsonArray> ListAsync(TemporaryFolder folder)
    {
        JsonNode list = JsonNode.Parse(await RunAsync(folder, "printers", "found", "--json"))!;
        // The machine of the tests may have serial devices of its own.
        return
        [
            .. list["items"]!
                .AsArray()
                .Where(f => f!["source"]!.GetValue<string>() == "network")
                .Select(f => f!.DeepClone()),
        ];
    }

    private async Task<string> RunAsync(TemporaryFolder folder, params string[] arguments)
    {
        await using RunningProgram program = machines.Pi.Gantry([.. arguments, "--data", folder["data"]]);
        return await program.OutputAsync(Stop);
    }
}
