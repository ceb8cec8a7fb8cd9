using Gantry.Fleet;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Views;
using Gantry.Serial;
using Gantry.Storage;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>Two nodes work off one queue.</summary>
public sealed class SharedQueueTests
{
    private const int Jobs = 4;
    private const int Copies = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_copy_is_printed_twice_and_none_is_left_while_people_put_the_queue_in_order()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Postgres);
        using var ports = new SerialPorts(TimeProvider.System);
        GantryStorage storage = await rig.Storage.OpenAsync("two", TimeProvider.System);
        await using var other = new FleetHost(
            new FleetOptions
            {
                Storage = storage,
                Ports = ports,
                Loggers = NullLoggerFactory.Instance,
            }
        );
        await other.StartAsync(Stop);
        await rig.Fleet.Queue.PauseAsync(FleetRig.Boss, Stop);
        IReadOnlyList<string> machines = rig.SimulateMany(Jobs * Copies);
        for (int i = 0; i < machines.Count; i++)
            await AddAsync(i % 2 == 0 ? [rig.Fleet, other] : [other, rig.Fleet], $"printer {i}", machines[i]);
        var jobs = new List<JobView>();
        for (int i = 0; i < Jobs; i++)
            jobs.Add(await rig.SendAsync($"part{i}.gcode", change: j => j with { Copies = Copies }));

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task ordering = OrderAsync(rig.Fleet, other, jobs, enough.Token);
        await rig.Fleet.Queue.ResumeAsync(FleetRig.Boss, Stop);
        IReadOnlyList<PrintRecord> prints = await FleetRig.Until(
            rig.PrintsAsync,
            p => p.Count(x => x.State == PrintState.Finished) >= Jobs * Copies,
            p => string.Join(", ", p.Select(x => $"{x.FileName} {x.State} {x.Reason}"))
        );
        await enough.CancelAsync();
        await ordering;

        prints.Count.ShouldBe(Jobs * Copies);
        prints.Select(p => p.PrinterId).Distinct().Count().ShouldBe(Jobs * Copies);
        prints.GroupBy(p => p.JobId).Select(g => g.Count()).ShouldBe(Enumerable.Repeat(Copies, Jobs));
        foreach (JobView job in jobs)
            (await rig.Fleet.Jobs.GetAsync(FleetRig.Boss, job.Id, Stop)).CopiesStarted.ShouldBe(Copies);
    }

    /// <summary>Either node may be the one that drives it; where its plate stands is in the books of both.</summary>
    private static async Task AddAsync(FleetHost[] fleets, string name, string url)
    {
        var edit = new PrinterEdit { Name = name, Url = url };
        PrinterView added = await fleets[0].Printers.AddAsync(FleetRig.Boss, edit, Stop);
        await FleetRig.Until(
            () => Task.WhenAll(fleets.Select(f => f.Printers.GetAsync(FleetRig.Boss, added.Id, Stop))),
            views => views.Any(p => p.Live.State == LiveState.Idle),
            views => string.Join(", ", views.Select(p => $"{p.Live.State} ({p.Live.Reason})"))
        );
        await fleets[0].Printers.Actions.DoAsync(FleetRig.Boss, added.Id, PrinterAction.ClearPlate, null, Stop);
    }

    /// <summary>People on both nodes who cannot agree.</summary>
    private static async Task OrderAsync(FleetHost one, FleetHost two, List<JobView> jobs, CancellationToken stop)
    {
        for (int i = 0; !stop.IsCancellationRequested; i++)
            try
            {
                await (i % 2 == 0 ? one : two).Jobs.MoveAsync(FleetRig.Boss, jobs[i % Jobs].Id, null, stop);
            }
            catch (Exception e) when (e is VersionConflictException or FleetException or OperationCanceledException)
            {
                // Somebody else was quicker, or it is over.
            }
    }
}
