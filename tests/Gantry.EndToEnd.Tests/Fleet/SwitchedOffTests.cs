using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>A printer that is switched off in Gantry.</summary>
public sealed class SwitchedOffTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The books tell of a new printer while whoever adds it reads them, too: several times, as it lies in the timing.</summary>
    [Fact]
    public async Task A_printer_just_added_is_driven_once_and_no_more_when_it_is_switched_off()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        for (int i = 0; i < 12; i++)
        {
            var edit = new PrinterEdit { Name = $"P{i}", Url = rig.Simulate() };
            PrinterView added = await rig.Fleet.Printers.AddAsync(FleetRig.Boss, edit, Stop);
            await rig.WaitAsync(added.Id, p => p.Live.State != LiveState.Offline);
            await rig.Fleet.Printers.ChangeAsync(
                FleetRig.Boss,
                added.Id,
                added.Version,
                new PrinterEdit { Enabled = false },
                Stop
            );
            await rig.WaitAsync(added.Id, p => p.Live.State == LiveState.Disabled);
        }
    }
}
