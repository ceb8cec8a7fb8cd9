using Gantry.EndToEnd.Tests.Peers;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Serial.Inventory;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>A cable that was pulled comes back as another device, and the print goes on.</summary>
public sealed class OtherNameTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_print_goes_on_when_the_device_comes_back_under_another_name()
    {
        using var folder = new TemporaryFolder();
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        string board = folder["board"];
        rig.SimulateAt(
            board,
            new PrinterOptions { Speed = 20, Faults = FaultPlan.Parse("drop@400=500ms") },
            folder["executed"]
        );
        Plug(rig, folder["ttyUSB0"], board);
        var edit = new PrinterEdit { Name = "one", Url = folder["ttyUSB0"] };
        PrinterView printer = await rig.Fleet.Printers.AddAsync(FleetRig.Boss, edit, Stop);
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Idle);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);
        await rig.SendAsync("part.gcode", FleetRig.Moves(600, "G90\nM82\n"));
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Printing);

        // The port is open, so that its name does not matter until it is lost.
        File.Delete(folder["ttyUSB0"]);
        Plug(rig, folder["ttyUSB1"], board);

        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        File.ReadAllLines(folder["executed"])
            .Where(c => c.StartsWith("G1 ", StringComparison.Ordinal))
            .ShouldBe(FleetRig.Moves(600).Split('\n').Where(c => c.StartsWith("G1 ", StringComparison.Ordinal)));
    }

    private static void Plug(FleetRig rig, string name, string board)
    {
        File.CreateSymbolicLink(name, board);
        rig.Devices =
        [
            new SerialDevice(Path.GetFileName(name), name)
            {
                VendorId = "1a86",
                ProductId = "7523",
                SerialNumber = "A1",
            },
        ];
    }
}
