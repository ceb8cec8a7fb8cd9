using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Queue;
using Gantry.Fleet.Settings;
using Gantry.Simulator;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>Plates that count as clear after a time, where somebody wants that.</summary>
public sealed class PlateTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_plate_clears_itself_after_a_finished_print_and_never_after_a_cancelled_one(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        var slow = new PrinterOptions
        {
            BaudRate = 0,
            BootTime = TimeSpan.Zero,
            Speed = 5,
        };
        PrinterView printer = await rig.AddPrinterAsync("one", slow);
        await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Queue = new QueueSettings { AutoClear = true } },
            Stop
        );
        var profile = new PrinterProfile { AutoClear = new AutoClear(Enabled: true) };
        await rig.Fleet.Printers.ChangeAsync(
            FleetRig.Boss,
            printer.Id,
            printer.Version,
            new PrinterEdit { Profile = profile },
            Stop
        );

        JobView first = await rig.SendAsync("first.gcode");
        await rig.WaitForJobAsync(first.Id, j => j.EndedAt is not null);
        JobView second = await rig.SendAsync("second.gcode", FleetRig.Moves(5000));
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Printing);
        await rig.Fleet.Jobs.CancelAsync(FleetRig.Boss, second.Id, Stop);
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished && p.Live.Job is null);
        // Longer than the keeper's look.
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);

        (await rig.PrintsAsync()).Select(p => p.State).ShouldBe([PrintState.Finished, PrintState.Cancelled]);
        (await rig.StatusAsync(printer.Id)).Plate.ShouldBe(PlateState.Occupied);
    }
}
