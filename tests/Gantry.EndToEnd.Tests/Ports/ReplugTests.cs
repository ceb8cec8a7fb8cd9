using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Printing;
using Gantry.Fleet.Ports;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Serial.Linux;
using Gantry.Simulator;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>A printer on a USB device, when somebody touches its cable.</summary>
public sealed class ReplugTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task A_print_goes_on_when_its_printer_comes_back_under_another_name(
        bool sharesPorts,
        bool anotherBoardTakesItsName
    )
    {
        using var machine = new UsbMachine();
        using var folder = new TemporaryFolder();
        await using FleetRig rig = await FleetRig.StartAsync(
            DatabaseKind.Sqlite,
            change: o =>
                o with
                {
                    Inventory = machine.Sys.Inventory,
                    Devices = machine.Sys.Inventory.List,
                    Sharing = sharesPorts ? machine.Sharing : null,
                }
        );
        string executed = folder["executed"];
        var options = new PrinterOptions { Speed = 20, BootTime = TimeSpan.FromMilliseconds(50) };
        await using var printer = new PluggedPrinter();
        await printer.BeginAsync(new Uri(rig.Simulate(options, executed)));
        printer.Plug(machine.Plug("ttyUSB0", "A1"));
        JobFile job = JobFile.WriteMoves(folder["job.gcode"], 1500);
        var edit = new PrinterEdit { Name = "Ada", Url = machine.PathOf("ttyUSB0") };
        long id = (await rig.Fleet.Printers.AddAsync(FleetRig.Boss, edit, Stop)).Id;
        await rig.WaitAsync(id, p => p.Live.State == LiveState.Idle);
        await rig.DoAsync(id, PrinterAction.ClearPlate);
        await rig.SendAsync("job.gcode", await File.ReadAllTextAsync(job.Path, Stop));
        await ExecutedAsync(executed, 300);

        printer.Plug(null);
        machine.Unplug("ttyUSB0");
        await rig.WaitAsync(id, p => p.Live.State != LiveState.Printing);
        if (anotherBoardTakesItsName)
        {
            PtyPair other = machine.Plug("ttyUSB0", "A2", "1-2");
            await rig.WaitAsync(id, p => p.Live.Trouble?.Text.Contains("is another one now") == true);
            other.Read(new byte[100]).ShouldBe(0, "a board that is not the printer's was sent nothing");
        }
        printer.Plug(machine.Plug("ttyUSB1", "A1"));

        PrinterView over = await rig.WaitAsync(id, p => p.Live.State is LiveState.Finished or LiveState.Interrupted);
        over.Live.State.ShouldBe(LiveState.Finished, over.Live.Reason);
        job.ShouldBeAllOf(await File.ReadAllLinesAsync(executed, Stop));
        if (!sharesPorts)
            return;
        PortView[] ports = [.. rig.Fleet.Ports.List(FleetRig.Boss).Where(p => p.Number is not null)];
        PortView port = ports.Single(p => p.Device == machine.PathOf("ttyUSB1"));
        port.Share!.State.ShouldBe(PortShareState.Held);
        port.Share.Printer!.Name.ShouldBe("Ada");
        ports
            .Where(p => p != port)
            .Select(p => p.Share!.State)
            .ShouldBe(anotherBoardTakesItsName ? [PortShareState.Listening] : []);
    }

    private static async Task ExecutedAsync(string executed, int count) =>
        await FleetRig.Until(
            () => Task.FromResult(File.Exists(executed) ? File.ReadAllLines(executed).Length : 0),
            lines => lines >= count,
            lines => $"{lines} lines"
        );
}
