using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Service;

/// <summary><c>gantry devices</c>: a person's say in the port book.</summary>
public sealed class DevicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_portals_list_is_taken_over_and_changed()
    {
        await File.WriteAllTextAsync(_folder["devices.conf"], "/dev/ttyUSB0=4001\nbad=line\n58DD029450=4002\n", _stop);

        await using (RunningProgram import = Devices("import", _folder["devices.conf"]))
        {
            (await import.EndAsync(_stop)).ShouldBe(0, import.Errors);
            import.Errors.ShouldContain("line 2: 'line' is no TCP port (1 to 65535); this line is left out");
        }
        await RunAsync("move", "4002", "5000");
        await RunAsync("rename", "5000", "left printer");
        await RunAsync("disable", "5000");
        await using (RunningProgram refused = Devices("pin", "4001", "serial"))
        {
            (await refused.EndAsync(_stop)).ShouldBe(1);
            refused.Errors.ShouldContain("has no serial number");
        }

        string table = await RunAsync();
        table.ShouldContain("4001");
        table.ShouldContain("left printer");
        (await RunAsync("--json")).ShouldContain("\"port\": 5000");
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        await using RunningProgram devices = Devices(arguments);
        return await devices.OutputAsync(_stop);
    }

    private RunningProgram Devices(params string[] arguments) =>
        RunningProgram.Gantry(["devices", .. arguments, "--book", _folder["ports.json"]]);
}
