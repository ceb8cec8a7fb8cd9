using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers.Views;
using Gantry.Printing.Jobs;
using Gantry.Simulator;
using Gantry.Storage;
using Gantry.Storage.History;
using Gantry.Storage.Printers;
using Microsoft.Win32.SafeHandles;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>A node that will not come back had the only journal of a print.</summary>
public sealed class LostJournalTests
{
    private static readonly PrinterOptions Slow = new()
    {
        BaudRate = 0,
        BootTime = TimeSpan.Zero,
        Speed = 10,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_print_has_failed_in_words_its_plate_is_occupied_and_its_heaters_are_switched_off()
    {
        using var folder = new TemporaryFolder();
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Postgres);
        string executed = folder["executed"];
        PrinterView printer = await rig.AddPrinterAsync("one", Slow, executed: executed);
        JobView job = await rig.SendAsync(
            "part.gcode",
            "M104 S40\n" + FleetRig.Moves(3000, "G92 X0 Y0 Z0\nG90\nM83\n")
        );
        await rig.WaitAsync(printer.Id, p => p.Live.Job is { CommandsDone: > 20 });
        await rig.StopFleetAsync();
        string[] before = await File.ReadAllLinesAsync(executed, Stop);

        // It has a data directory of its own, and no journal in it; the first node has not been seen for long.
        await rig.StartFleetAsync(await rig.Storage.OpenAsync("two", TimeProvider.System));

        PrintRecord print = (
            await FleetRig.Until(
                rig.PrintsAsync,
                p => p is [{ EndedAt: not null }],
                p => string.Join(", ", p.Select(x => x.State))
            )
        )[0];
        print.State.ShouldBe(PrintState.Failed);
        print.Reason.ShouldContain("Node one, which printed this, is gone");
        print.Reason.ShouldContain("--journals");
        (await rig.StatusAsync(printer.Id)).Plate.ShouldBe(PlateState.Occupied);
        await FleetRig.Until(
            () => File.ReadAllLinesAsync(executed, Stop),
            lines => lines.Skip(before.Length).Contains("M104 S0"),
            lines => string.Join(' ', lines.TakeLast(10))
        );
        // What the firmware had taken before is done; nothing was sent after.
        (await File.ReadAllLinesAsync(executed, Stop))
            .Skip(before.Length)
            .SkipWhile(l => l != "M104 S0")
            .ShouldNotContain(l => l.StartsWith("G1 ", StringComparison.Ordinal));
        (await rig.Fleet.Jobs.GetAsync(FleetRig.Boss, job.Id, Stop)).CopiesStarted.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_journal_that_is_still_held_is_waited_for_and_the_print_is_not_lost(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        string executed = folder["executed"];
        PrinterView printer = await rig.AddPrinterAsync("one", Slow, executed: executed);
        string[] moves = [.. Enumerable.Range(1, 200).Select(i => $"G1 X{i / 10.0:0.0} F6000")];
        await rig.SendAsync("part.gcode", "G92 X0 Y0 Z0\nG90\n" + string.Concat(moves.Select(m => m + "\nG4 P10\n")));
        await rig.WaitAsync(printer.Id, p => p.Live.Job is { CommandsDone: > 20 });
        await rig.StopFleetAsync();
        string journal = Directory
            .GetFiles(rig.Data.Options.JournalsDirectory, "*" + JobStore.Extension, SearchOption.AllDirectories)
            .ShouldHaveSingleItem();

        using (await HoldAsync(journal))
        {
            await rig.StartFleetAsync(rig.Data);
            await rig.WaitAsync(
                printer.Id,
                p => p.Live.Reason.Contains("still holds the print's journal", StringComparison.Ordinal)
            );
        }

        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        (await File.ReadAllLinesAsync(executed, Stop))
            .Where(l => l.StartsWith("G1 X", StringComparison.Ordinal))
            .ShouldBe(moves);
    }

    /// <summary>A program that another test starts has it open for a moment: that is what the fleet must wait for, too.</summary>
    private static async Task<SafeFileHandle> HoldAsync(string journal)
    {
        while (true)
            try
            {
                return File.OpenHandle(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(journal))
            {
                await Task.Delay(10, Stop);
            }
    }
}
