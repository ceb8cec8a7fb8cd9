using System.Text;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.History;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Maintenance;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Settings;
using Gantry.Printing.Temperatures;
using Gantry.Storage;
using Gantry.Storage.History;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>What is kept of prints, and what follows from it.</summary>
public sealed class HistoryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_bad_print_goes_back_to_the_queue_and_the_history_knows_what_it_cost(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        var costs = new CostSettings { MachineHour = 0, Materials = [new MaterialCost("", 20)] };
        await rig.Fleet.Settings.ChangeAsync(FleetRig.Boss, 0, new SettingsEdit { Costs = costs }, Stop);
        PrinterView printer = await rig.AddPrinterAsync("one");
        JobView job = await rig.SendAsync("part.gcode");
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);

        var bad = new ActionDetails
        {
            Verdict = PrintVerdict.Bad,
            Reason = "came loose",
            Requeue = true,
        };
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate, bad);
        await rig.WaitAsync(printer.Id, p => p.Prints == 2 && p.Live.State == LiveState.Finished);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate, new ActionDetails { Verdict = PrintVerdict.Good });

        JobView done = await rig.WaitForJobAsync(job.Id, j => j.State == JobStateWord.Done);
        (done.CopiesGood, done.CopiesBad).ShouldBe((1, 1));
        Page<PrintView> found = await rig.Fleet.History.SearchAsync(
            FleetRig.Boss,
            new PrintQuery { Text = "ART.g" },
            PageRequest.First,
            Stop
        );
        found.Items.Select(p => p.Verdict).ShouldBe([PrintVerdict.Good, PrintVerdict.Bad]);
        found.Items.ShouldAllBe(p => p.Cost == 0.2);
        (
            await rig.Fleet.History.SearchAsync(
                FleetRig.Boss,
                new PrintQuery { Text = "p_rt" },
                PageRequest.First,
                Stop
            )
        ).Items.ShouldBeEmpty();
        StatisticsRow row = (
            await rig.Fleet.History.AddUpAsync(FleetRig.Boss, new PrintQuery(), PrintGrouping.Printer, Stop)
        ).ShouldHaveSingleItem();
        (row.Key, row.Prints, row.Good, row.Bad, row.FilamentG).ShouldBe(("one", 2, 1, 1, 20));
        (await CsvAsync(rig)).Split("\r\n").Length.ShouldBe(4);
        TemperatureSeries? temperatures = await rig.Fleet.History.TemperaturesAsync(
            FleetRig.Boss,
            found.Items[0].Id,
            Stop
        );
        (temperatures is null || temperatures.Heaters.Count > 0).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_print_can_be_done_again_photographed_and_removed(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");
        await rig.SendAsync("part.gcode");
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        PrintRecord print = (await rig.PrintsAsync())[0];
        // The printer tells its end before the books have it.
        for (int look = 0; print.EndedAt is null && look < 1500; look++)
        {
            await Task.Delay(20, Stop);
            print = (await rig.PrintsAsync())[0];
        }

        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];
        await rig.Fleet.History.SetPhotoAsync(FleetRig.Boss, print.Id, new MemoryStream(jpeg), Stop);
        await using (Stream? photo = await rig.Fleet.History.OpenPhotoAsync(FleetRig.Boss, print.Id, Stop))
            photo.ShouldNotBeNull().Length.ShouldBe(jpeg.Length);
        JobView again = await rig.Fleet.History.ReprintAsync(FleetRig.Boss, print.Id, Stop);
        again.FileId.ShouldBe(print.FileId);
        await rig.Fleet.History.RemoveAsync(FleetRig.Boss, print.Id, Stop);

        (await rig.PrintsAsync()).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Maintenance_is_due_after_its_hours_and_done_by_an_entry_in_the_log(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");
        MaintenanceService maintenance = rig.Fleet.Maintenance;
        var edit = new MaintenanceTaskEdit { Name = "Grease the screws", EveryHours = 1 };
        MaintenanceTaskView task = await maintenance.AddTaskAsync(FleetRig.Boss, printer.Id, edit, Stop);
        task.IsDue.ShouldBeFalse();

        await rig.AddPrintedAsync(printer.Id, TimeSpan.FromHours(2));
        await rig.WaitAsync(printer.Id, p => p.MaintenanceDue == 1);
        await maintenance.LogAsync(FleetRig.Boss, printer.Id, "", task.Id, Stop);

        await rig.WaitAsync(printer.Id, p => p.MaintenanceDue == 0);
        MaintenanceView view = await maintenance.GetAsync(FleetRig.Boss, printer.Id, PageRequest.First, Stop);
        view.Log.Items.ShouldHaveSingleItem().Text.ShouldBe("Grease the screws");
    }

    private static async Task<string> CsvAsync(FleetRig rig)
    {
        var csv = new StringBuilder();
        await foreach (string line in rig.Fleet.History.ExportAsync(FleetRig.Boss, new PrintQuery(), false, Stop))
            csv.Append(line);
        return csv.ToString();
    }
}
