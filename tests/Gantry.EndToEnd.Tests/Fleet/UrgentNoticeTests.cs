using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Notifications;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Settings;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>A print that needs somebody in the middle of it is told at once.</summary>
public sealed class UrgentNoticeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_print_whose_printer_was_restarted_is_told_as_interrupted_and_then_as_failed(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        using var receiver = new WebhookReceiver();
        await receiver.ListenAsync(rig, new SettingsEdit());
        PrinterView printer = await rig.AddPrinterAsync("one", With("reset@100"));

        await rig.SendAsync("part.gcode", FleetRig.Moves(2000));
        JsonNode told = await receiver.HearAsync();
        await rig.DoAsync(printer.Id, Gantry.Fleet.Printers.PrinterAction.GiveUp);
        JsonNode end = await receiver.HearAsync();

        told["kind"]!.GetValue<string>().ShouldBe(NoticeKinds.Interrupted);
        told["severity"]!.GetValue<string>().ShouldBe("error");
        told["printerName"]!.GetValue<string>().ShouldBe("one");
        told["fileName"]!.GetValue<string>().ShouldBe("part.gcode");
        told["text"]!.GetValue<string>().ShouldNotBeEmpty();
        end["kind"]!.GetValue<string>().ShouldBe(NoticeKinds.Cancelled);
        end["printId"]!.GetValue<long>().ShouldBe(told["printId"]!.GetValue<long>());
    }

    [Theory, BothDatabases]
    public async Task A_printer_that_goes_away_in_the_middle_of_a_print_is_told(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(
            kind,
            change: o => o with { OfflineNoticeAfter = TimeSpan.FromSeconds(1) }
        );
        using var receiver = new WebhookReceiver();
        await receiver.ListenAsync(rig, new SettingsEdit());
        PrinterView printer = await rig.AddPrinterAsync("one", With("drop@100=1h"));

        await rig.SendAsync("part.gcode", FleetRig.Moves(2000));
        await rig.WaitAsync(printer.Id, p => p.Attention is { Kind: AttentionKind.OfflineWhilePrinting });
        JsonNode told = await receiver.HearAsync();

        told["kind"]!.GetValue<string>().ShouldBe(NoticeKinds.Offline);
        told["printerId"]!.GetValue<long>().ShouldBe(printer.Id);
        told["fileName"]!.GetValue<string>().ShouldBe("part.gcode");
        (await rig.GetAsync(printer.Id)).Live.Job.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task A_firmware_that_halts_is_told_with_its_own_words(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        using var receiver = new WebhookReceiver();
        await receiver.ListenAsync(rig, new SettingsEdit(), NoticeKinds.Failed);
        PrinterView printer = await rig.AddPrinterAsync("one", With("kill@100"));

        await rig.SendAsync("part.gcode", FleetRig.Moves(2000));
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Error);
        JsonNode told = await receiver.HearAsync();

        told["kind"]!.GetValue<string>().ShouldBe(NoticeKinds.Failed);
        told["text"]!.GetValue<string>().ShouldContain("kill()");
        (await rig.PrintsAsync()).Single().FirmwareWords.ShouldContain("kill()");
        (await rig.Fleet.Jobs.SearchAsync(FleetRig.Boss, new(), PageRequest.First, Stop)).Items.ShouldHaveSingleItem();
    }

    private static PrinterOptions With(string faults) =>
        new()
        {
            BaudRate = 0,
            BootTime = TimeSpan.Zero,
            Speed = 20,
            Faults = FaultPlan.Parse(faults),
        };
}
