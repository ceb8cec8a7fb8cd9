using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Queue;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Gantry.Storage.Events;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>People are told of plates that work waits for, and of each only once.</summary>
public sealed class PlateNoticeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_job_that_waits_for_a_plate_is_told_once_for_one_plate_also_over_a_restart(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind, change: Often);
        using var receiver = new WebhookReceiver();
        await receiver.ListenAsync(rig, Waiting(1), NoticeKinds.Plate);
        PrinterView printer = await rig.AddPrinterAsync("one");
        PrinterView other = await rig.AddPrinterAsync("two", isClear: false);
        await rig.SendAsync("first.gcode");
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);

        // Both plates are in its way, and one is enough.
        JobView second = await rig.SendAsync("second.gcode", change: j => j with { Name = "second" });
        JsonNode told = await receiver.HearAsync();
        await rig.RestartAsync();
        await rig.WaitAsync(other.Id, p => p.Live.State == LiveState.Idle);
        // A few looks long.
        await Task.Delay(TimeSpan.FromSeconds(5), Stop);
        IReadOnlyList<OutboxRecord> more = await rig.Data.Store.WriteAsync(
            s => s.Outbox.ClaimAsync(10, TimeSpan.FromMinutes(1), Stop),
            Stop
        );
        string which = told["printerName"]!.GetValue<string>();
        await rig.DoAsync(which == "one" ? printer.Id : other.Id, PrinterAction.ClearPlate);
        await rig.WaitForJobAsync(second.Id, j => j.CopiesStarted == 1);

        told["kind"]!.GetValue<string>().ShouldBe("printer.plateNotClear");
        told["text"]!.GetValue<string>().ShouldBe($"second could start on {which} as soon as its plate is clear.");
        more.ShouldBeEmpty();
        receiver.IsCalled.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task A_print_that_nobody_takes_off_its_plate_is_told_of_although_no_job_waits(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind, change: Often);
        using var receiver = new WebhookReceiver();
        var edit = new SettingsEdit { Queue = new QueueSettings { PlateReminderSeconds = 1 } };
        await receiver.ListenAsync(rig, edit, NoticeKinds.Plate);
        PrinterView printer = await rig.AddPrinterAsync("one");

        await rig.SendAsync("part.gcode");
        JsonNode told = await receiver.HearAsync();

        told["fileName"]!.GetValue<string>().ShouldBe("part.gcode");
        told["printerId"]!.GetValue<long>().ShouldBe(printer.Id);
        told["text"]!.GetValue<string>().ShouldStartWith("The plate of one has not been cleared for ");
    }

    [Fact]
    public async Task A_job_that_a_free_printer_takes_waits_for_no_plate()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite, change: Often);
        using var receiver = new WebhookReceiver();
        await receiver.ListenAsync(rig, Waiting(0.001), NoticeKinds.Plate, NoticeKinds.Finished);
        await rig.AddPrinterAsync("not clear", isClear: false);
        await rig.AddPrinterAsync("clear");

        await rig.SendAsync("part.gcode");
        JsonNode told = await receiver.HearAsync();

        told["kind"]!.GetValue<string>().ShouldBe(NoticeKinds.Finished);
    }

    private static FleetOptions Often(FleetOptions options) =>
        options with
        {
            QueueInterval = TimeSpan.FromMilliseconds(100),
        };

    private static SettingsEdit Waiting(double seconds) =>
        new() { Queue = new QueueSettings { PlateNoticeSeconds = seconds } };
}
