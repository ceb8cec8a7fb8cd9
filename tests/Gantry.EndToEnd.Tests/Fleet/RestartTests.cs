using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers.Views;
using Gantry.Simulator;
using Gantry.Storage;
using Gantry.Storage.History;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>The server stops and starts again in the middle of things.</summary>
public sealed class RestartTests
{
    [Theory, BothDatabases]
    public async Task A_running_print_goes_on_after_a_restart_with_every_line_exactly_once(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        using var folder = new TemporaryFolder();
        // A move takes a tenth of a second when the planner is empty; ten times as fast is still slow enough to be interrupted.
        var slow = new PrinterOptions
        {
            BaudRate = 0,
            BootTime = TimeSpan.Zero,
            Speed = 10,
        };
        string executed = folder["executed"];
        PrinterView printer = await rig.AddPrinterAsync("one", slow, executed: executed);
        string[] moves = [.. Enumerable.Range(1, 300).Select(i => $"G1 X{i / 10.0:0.0} F6000")];
        JobView job = await rig.SendAsync(
            "part.gcode",
            "G92 X0 Y0 Z0\nG90\n" + string.Concat(moves.Select(m => m + "\nG4 P10\n"))
        );
        await rig.WaitAsync(printer.Id, p => p.Live.Job is { CommandsDone: > 50 });

        await rig.RestartAsync();

        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        PrintRecord print = (await rig.PrintsAsync()).ShouldHaveSingleItem();
        print.State.ShouldBe(PrintState.Finished, print.Reason);
        print.JobId.ShouldBe(job.Id);
        string[] done =
        [
            .. (await File.ReadAllLinesAsync(executed, TestContext.Current.CancellationToken)).Where(l =>
                l.StartsWith("G1 X", StringComparison.Ordinal)
            ),
        ];
        done.ShouldBe(moves);
    }

    [Theory, BothDatabases]
    public async Task What_was_claimed_but_never_sent_goes_back_to_the_queue_and_is_printed_once(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind, runsQueue: false);
        PrinterView printer = await rig.AddPrinterAsync("one");
        JobView job = await rig.SendAsync("part.gcode");
        await rig.ClaimAsync(printer.Id, job.Id);

        await rig.RestartAsync();

        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        IReadOnlyList<PrintRecord> prints = await rig.PrintsAsync();
        prints.Select(p => p.State).ShouldBe([PrintState.Cancelled, PrintState.Finished]);
        (await rig.WaitForJobAsync(job.Id, _ => true)).CopiesStarted.ShouldBe(1);
    }
}
