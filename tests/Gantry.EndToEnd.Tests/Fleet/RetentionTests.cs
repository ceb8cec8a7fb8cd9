using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Gantry.Storage.History;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>The history goes by age, and the bytes that are kept for it alone by their size.</summary>
public sealed class RetentionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task Old_prints_leave_the_history_at_the_next_start_and_young_ones_stay(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");
        await rig.SendAsync("old.gcode");
        PrintRecord old = await EndedAsync(rig, 0);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);
        await rig.SendAsync("young.gcode", FleetRig.Moves(60));
        await EndedAsync(rig, 1);
        await rig.Data.Store.WriteAsync(
            s => s.Prints.UpdateAsync(old with { EndedAt = old.EndedAt!.Value.AddDays(-40) }, Stop),
            Stop
        );
        await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Retention = new RetentionSettings { Days = 30 } },
            Stop
        );

        await rig.RestartAsync();

        IReadOnlyList<PrintRecord> left = await FleetRig.Until(
            rig.PrintsAsync,
            prints => prints.Count == 1,
            prints => $"{prints.Count} prints"
        );
        left[0].FileName.ShouldBe("young.gcode");
    }

    [Theory, BothDatabases]
    public async Task The_oldest_bytes_are_let_go_when_those_kept_for_the_history_are_too_many(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");
        await rig.SendAsync("old.gcode", FleetRig.Moves(40));
        await EndedAsync(rig, 0);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);
        string young = FleetRig.Moves(60);
        await rig.SendAsync("young.gcode", young);
        await EndedAsync(rig, 1);
        await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Retention = new RetentionSettings { MaxBytes = young.Length + 10 } },
            Stop
        );

        await rig.RestartAsync();

        IReadOnlyList<PrintRecord> prints = await FleetRig.Until(
            rig.PrintsAsync,
            all => !all[0].KeepsContent,
            all => string.Join(' ', all.Select(p => p.KeepsContent))
        );
        prints.Select(p => p.KeepsContent).ShouldBe([false, true]);
    }

    private static async Task<PrintRecord> EndedAsync(FleetRig rig, int index)
    {
        IReadOnlyList<PrintRecord> prints = await FleetRig.Until(
            rig.PrintsAsync,
            all => all.Count > index && all[index].EndedAt is not null,
            all => $"{all.Count} prints"
        );
        return prints[index];
    }
}
