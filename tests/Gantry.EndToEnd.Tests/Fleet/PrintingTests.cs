using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>From the queue onto a printer, and off its plate again.</summary>
public sealed class PrintingTests
{
    [Theory, BothDatabases]
    public async Task A_job_is_printed_judged_and_done(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");

        JobView job = await rig.SendAsync("part.gcode");
        PrinterView over = await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        over.Plate.State.ShouldBe(PlateState.Occupied);
        over.Attention.ShouldNotBeNull().Kind.ShouldBe(AttentionKind.Plate);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate, new ActionDetails { Verdict = PrintVerdict.Good });

        JobView done = await rig.WaitForJobAsync(job.Id, j => j.State == JobStateWord.Done);
        done.CopiesGood.ShouldBe(1);
        PrintRecord print = (await rig.PrintsAsync()).ShouldHaveSingleItem();
        print.State.ShouldBe(PrintState.Finished);
        print.Verdict.ShouldBe(PrintVerdict.Good);
        print.FilamentG.ShouldBe(10);
        (await rig.GetAsync(printer.Id)).Live.State.ShouldBe(LiveState.Idle);
    }

    [Theory, BothDatabases]
    public async Task Nothing_starts_on_a_plate_that_nobody_has_cleared(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView dirty = await rig.AddPrinterAsync("dirty", isClear: false);
        JobView job = await rig.SendAsync("part.gcode", change: j => j with { Copies = 2 });

        // A second printer takes both copies one after the other only when its plate is cleared in between.
        PrinterView clean = await rig.AddPrinterAsync("clean");
        await rig.WaitAsync(clean.Id, p => p.Live.State == LiveState.Finished);
        (await rig.PrintsAsync()).ShouldHaveSingleItem().PrinterId.ShouldBe(clean.Id);
        (await rig.Fleet.Queue.ExplainAsync(FleetRig.Boss, job.Id, TestContext.Current.CancellationToken)).ShouldAllBe(
            w => w.Reasons.Any(r => r.Code == Gantry.Fleet.Matching.WaitCode.PlateNotClear)
        );

        await rig.DoAsync(dirty.Id, PrinterAction.ClearPlate);
        await rig.WaitAsync(dirty.Id, p => p.Live.State == LiveState.Finished);
        (await rig.PrintsAsync()).Count.ShouldBe(2);
    }
}
