using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Ports;
using Gantry.Fleet.Library;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>What works in the background of a server goes on after a fault, each part of it.</summary>
public sealed class BackgroundFaultTests
{
    /// <summary>All that looks at the clock; what only waits for others is kept by the same loop, as a test of the house shows.</summary>
    private static readonly string[] OnEveryServer =
    [
        "QueueRunner",
        "FleetKeeper",
        "NoticeSender",
        "AnalysisWorker",
        "StorageKeeper",
        "WatchedFolder",
        // In the loop of what looks after serial ports.
        "PortTeller",
    ];

    [Fact]
    public async Task Each_loop_goes_on_after_a_fault_that_nobody_thought_of()
    {
        var clock = new FaultyClock(OnEveryServer);
        using var folder = new TemporaryFolder();
        using var machine = new UsbMachine();
        machine.Plug("ttyUSB0", "A1");
        await using RunningServer server = await RunningServer.StartAsync(
            o =>
                o with
                {
                    Inventory = machine.Sys.Inventory,
                    Sharing = machine.Sharing,
                    Watched = new WatchedFolderOptions { Path = Directory.CreateDirectory(folder["watched"]).FullName },
                },
            clock
        );

        await FleetRig.Until(
            () => Task.FromResult((clock.Silent, clock.Dead)),
            c => c.Silent.Count == 0 && c.Dead.Count == 0,
            c => $"never asked: {string.Join(", ", c.Silent)}; dead: {string.Join(", ", c.Dead)}"
        );
    }
}
