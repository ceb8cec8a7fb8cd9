using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Library;
using Gantry.Fleet.Matching;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Queue;
using Gantry.Fleet.Settings;
using Gantry.Simulator;
using Gantry.Storage;
using Gantry.Storage.Audit;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>People change things under running work, two at a time, and clocks jump.</summary>
public sealed class BadDayTests
{
    private static readonly PrinterOptions Slow = new()
    {
        BaudRate = 0,
        BootTime = TimeSpan.Zero,
        Speed = 10,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task While_it_prints_a_printer_stays_its_file_stays_and_what_is_made_is_not_made_undone(
        DatabaseKind kind
    )
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one", Slow);
        JobView job = await rig.SendAsync("part.gcode", FleetRig.Moves(500), j => j with { Copies = 3 });
        PrinterView busy = await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Printing);
        LibraryFile file = (
            await rig.Data.Store.ReadAsync(s => s.Files.FindAsync(job.FileId!.Value, Stop), Stop)
        ).ShouldNotBeNull();
        var library = new LibraryService(rig.Data.Store, rig.Data.Files);

        StillInUseException removed = await Should.ThrowAsync<StillInUseException>(() =>
            rig.Fleet.Printers.RemoveAsync(FleetRig.Boss, printer.Id, busy.Version, Stop)
        );
        FleetException deleted = await Should.ThrowAsync<FleetException>(() =>
            library.RemoveAsync(FleetRig.Boss, file.Id, file.Version, Stop)
        );
        JobView started = await rig.Fleet.Jobs.GetAsync(FleetRig.Boss, job.Id, Stop);
        JobView fewer = await rig.Fleet.Jobs.ChangeAsync(
            FleetRig.Boss,
            job.Id,
            started.Version,
            new JobEdit { Copies = 1 },
            Stop
        );
        FleetException none = await Should.ThrowAsync<FleetException>(() =>
            rig.Fleet.Jobs.ChangeAsync(FleetRig.Boss, job.Id, fewer.Version, new JobEdit { Copies = 0 }, Stop)
        );
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);

        removed.Message.ShouldContain("Cancel the print or wait for its end");
        deleted.Message.ShouldContain("A job in the queue wants this file");
        none.Message.ShouldNotBeEmpty();
        await rig.WaitForJobAsync(job.Id, j => j.State == JobStateWord.Done);
        (await rig.PrintsAsync()).Select(p => p.State).ShouldBe([PrintState.Finished]);
    }

    [Theory, BothDatabases]
    public async Task Two_operators_who_clear_one_plate_put_its_copy_back_once(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");
        JobView job = await rig.SendAsync("part.gcode");
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        await rig.Fleet.Queue.PauseAsync(FleetRig.Boss, Stop);

        var bad = new ActionDetails { Verdict = PrintVerdict.Bad, Requeue = true };
        await Task.WhenAll(
            rig.DoAsync(printer.Id, PrinterAction.ClearPlate, bad),
            rig.DoAsync(printer.Id, PrinterAction.ClearPlate, bad)
        );

        JobView after = await rig.Fleet.Jobs.GetAsync(FleetRig.Boss, job.Id, Stop);
        (after.Copies - after.CopiesStarted, after.CopiesBad).ShouldBe((1, 1));
        PrinterView cleared = await rig.GetAsync(printer.Id);
        (cleared.Plate.State, cleared.Live.State).ShouldBe((PlateState.Clear, LiveState.Idle));
    }

    [Theory, BothDatabases]
    public async Task A_job_follows_a_printer_through_another_name_and_model(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one");
        JobView job = await rig.SendAsync(
            "part.gcode",
            change: j =>
                j with
                {
                    Routing = new JobRouting { Model = "MK4", Tags = ["fast"] },
                }
        );
        PrinterView now = await rig.GetAsync(printer.Id);
        now = await rig.Fleet.Printers.ChangeAsync(
            FleetRig.Boss,
            printer.Id,
            now.Version,
            new PrinterEdit { Name = "two", Tags = ["fast"] },
            Stop
        );
        Wait waits = (await rig.Fleet.Queue.ExplainAsync(FleetRig.Boss, job.Id, Stop)).ShouldHaveSingleItem();
        await rig.Fleet.Printers.ChangeAsync(
            FleetRig.Boss,
            printer.Id,
            now.Version,
            new PrinterEdit { Model = "MK4" },
            Stop
        );
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);

        (waits.PrinterName, waits.Reasons.Single().Code).ShouldBe(("two", WaitCode.Model));
        (await rig.PrintsAsync()).Single().PrinterName.ShouldBe("two");
    }

    [Theory, BothDatabases]
    public async Task A_printer_that_became_too_small_takes_no_job_that_waits_for_it_and_says_why(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one", isClear: false);
        JobView job = await SendLargeAsync(rig);
        await ChangeAsync(rig, printer.Id, new PrinterProfile { WidthMm = 120, DepthMm = 120 });

        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);

        Wait wait = (await rig.Fleet.Queue.ExplainAsync(FleetRig.Boss, job.Id, Stop)).ShouldHaveSingleItem();
        (wait.Fits, wait.Reasons.Single().Code).ShouldBe((false, WaitCode.Size));
        wait.Reasons.Single().Text.ShouldContain("there is room for 120 × 120");
        (await rig.PrintsAsync()).ShouldBeEmpty();
        await ChangeAsync(rig, printer.Id, new PrinterProfile());
        await rig.WaitForJobAsync(job.Id, j => j.CopiesStarted == 1);
    }

    [Theory, BothDatabases]
    public async Task A_printer_that_is_changed_between_match_and_start_gets_nothing_sent(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await rig.AddPrinterAsync("one", executed: folder["executed"]);
        await ChangeAsync(rig, printer.Id, new PrinterProfile { WidthMm = 220, DepthMm = 220 });
        await rig.Fleet.Queue.PauseAsync(FleetRig.Boss, Stop);
        JobView job = await SendLargeAsync(rig);
        // It stands in the books, and this server has not heard of it yet.
        await rig.Data.Store.WriteAsync(
            async s =>
            {
                PrinterRecord now = (await s.Printers.FindAsync(printer.Id, Stop)).ShouldNotBeNull();
                string document = now.Document.Replace("\"widthMm\":220", "\"widthMm\":120", StringComparison.Ordinal);
                document.ShouldNotBe(now.Document);
                return await s.Printers.UpdateAsync(now with { Document = document }, Stop);
            },
            Stop
        );

        await rig.Fleet.Queue.ResumeAsync(FleetRig.Boss, Stop);
        PrintRecord print = (
            await FleetRig.Until(rig.PrintsAsync, p => p.Any(x => x.EndedAt is not null), p => $"{p.Count} prints")
        )[0];
        await rig.Data.Store.WriteAsync(
            s =>
            {
                s.Publish(new Gantry.Storage.Cluster.Change("printer", $"{printer.Id}"));
                return Task.CompletedTask;
            },
            Stop
        );

        print.State.ShouldBe(PrintState.Cancelled);
        print.Reason.ShouldContain("one was changed just before large.gcode could start on it.");
        print.Reason.ShouldContain("there is room for 120");
        await FleetRig.Until(
            async () => (await rig.Fleet.Queue.ExplainAsync(FleetRig.Boss, job.Id, Stop))[0],
            w => w.Reasons.Any(r => r.Code == WaitCode.Size),
            w => string.Join(' ', w.Reasons.Select(r => r.Text))
        );
        (await rig.StatusAsync(printer.Id)).Plate.ShouldBe(PlateState.Clear);
        (await File.ReadAllLinesAsync(folder["executed"], Stop)).ShouldNotContain(l => l.StartsWith("G1 "));
    }

    [Theory, BothDatabases]
    public async Task A_job_whose_printers_were_all_removed_is_held_and_says_so(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView one = await rig.AddPrinterAsync("one", isClear: false);
        PrinterView two = await rig.AddPrinterAsync("two", isClear: false);
        await rig.AddPrinterAsync("three");
        JobView job = await rig.SendAsync(
            "part.gcode",
            change: j => j with { Routing = new JobRouting { PrinterIds = [one.Id, two.Id] } }
        );

        await RemoveAsync(rig, one.Id);
        (await rig.Fleet.Jobs.GetAsync(FleetRig.Boss, job.Id, Stop)).Held.ShouldBeFalse();
        await RemoveAsync(rig, two.Id);

        JobView held = await rig.Fleet.Jobs.GetAsync(FleetRig.Boss, job.Id, Stop);
        held.Held.ShouldBeTrue();
        held.HoldReason.ShouldBe("The printers that it may have were removed, two as the last one. Choose others.");
        // Who releases it without choosing is told once more.
        await rig.Fleet.Jobs.ReleaseAsync(FleetRig.Boss, job.Id, Stop);
        Wait wait = (await rig.Fleet.Queue.ExplainAsync(FleetRig.Boss, job.Id, Stop)).ShouldHaveSingleItem();
        wait.Reasons.Select(r => r.Text)
            .ShouldContain("The printers that the job may have do not exist any more. Choose others.");
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_clears_no_plate()
    {
        var clock = new JumpingClock();
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite, change: o => o with { Time = clock });
        PrinterView printer = await rig.AddPrinterAsync("one");
        await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Queue = new QueueSettings { AutoClear = true } },
            Stop
        );
        var profile = new PrinterProfile { AutoClear = new AutoClear(Enabled: true, AfterSeconds: 600) };
        PrinterView now = await rig.GetAsync(printer.Id);
        await rig.Fleet.Printers.ChangeAsync(
            FleetRig.Boss,
            printer.Id,
            now.Version,
            new PrinterEdit { Profile = profile },
            Stop
        );
        await rig.SendAsync("part.gcode");
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);

        clock.Ahead = TimeSpan.FromDays(300);
        // Longer than the keeper's look.
        await Task.Delay(TimeSpan.FromSeconds(5), Stop);

        (await rig.StatusAsync(printer.Id)).Plate.ShouldBe(PlateState.Occupied);
    }

    [Fact]
    public async Task A_print_is_stopped_also_where_the_audit_log_cannot_be_written_and_it_stands_in_there_later()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        PrinterView printer = await rig.AddPrinterAsync("one", Slow);
        await rig.SendAsync("part.gcode", FleetRig.Moves(5000));
        await rig.WaitAsync(printer.Id, p => p.Live.Job is { CommandsDone: > 10 });
        await WriteAsync("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk is full'); END");

        await rig.DoAsync(printer.Id, PrinterAction.Cancel);
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        await WriteAsync("DROP TRIGGER full");

        AuditEntry entry = (
            await FleetRig.Until(
                () =>
                    rig.Data.Store.ReadAsync(
                        s =>
                            s.Audit.SearchAsync(new AuditQuery { Action = "printer.cancel" }, new PageRequest(5), Stop),
                        Stop
                    ),
                page => page.Items.Count == 1,
                page => $"{page.Items.Count} entries"
            )
        ).Items[0];
        entry.Detail.ShouldContain("doneAt");

        Task WriteAsync(string sql) => rig.Data.Database.WriteAsync(s => s.ExecuteAsync(sql, null, Stop), null, Stop);
    }

    [Fact]
    public async Task A_stop_whose_caller_hangs_up_stands_in_the_audit_log()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        PrinterView printer = await rig.AddPrinterAsync("one", Slow);
        await rig.SendAsync("part.gcode", FleetRig.Moves(5000));
        await rig.WaitAsync(printer.Id, p => p.Live.Job is { CommandsDone: > 10 });
        var isBusy = new TaskCompletionSource();
        Task busy = rig.Data.Store.WriteAsync(_ => isBusy.Task, Stop);
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task stopped = rig.Fleet.Printers.Actions.DoAsync(
            FleetRig.Boss,
            printer.Id,
            PrinterAction.Pause,
            null,
            caller.Token
        );
        await rig.WaitAsync(printer.Id, p => p.Live.State is LiveState.Pausing or LiveState.Paused);

        await caller.CancelAsync();
        isBusy.SetResult();
        await busy;
        await ((Func<Task>)(() => stopped)).ShouldThrowAsync<OperationCanceledException>();

        await FleetRig.Until(
            () =>
                rig.Data.Store.ReadAsync(
                    s => s.Audit.SearchAsync(new AuditQuery { Action = "printer.pause" }, new PageRequest(5), Stop),
                    Stop
                ),
            page => page.Items.Count == 1,
            page => $"{page.Items.Count} entries"
        );
    }

    [Fact]
    public async Task A_journal_that_cannot_be_made_is_tried_again_with_pauses_and_not_without_end()
    {
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite);
        PrinterView printer = await rig.AddPrinterAsync("one");
        Guid uid = (await rig.Data.Store.ReadAsync(s => s.Printers.FindAsync(printer.Id, Stop), Stop))!.Uid;
        string folder = Path.Combine(rig.Data.Options.JournalsDirectory, uid.ToString("N"));
        Directory.CreateDirectory(rig.Data.Options.JournalsDirectory);
        await File.WriteAllTextAsync(folder, "No folder.", Stop);

        await rig.SendAsync("part.gcode");
        await FleetRig.Until(rig.PrintsAsync, prints => prints.Count > 0, prints => $"{prints.Count} prints");
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);

        (await rig.PrintsAsync()).Count.ShouldBeInRange(1, 5);
        File.Delete(folder);
        await FleetRig.Until(
            rig.PrintsAsync,
            prints => prints[^1].State == PrintState.Finished,
            prints => string.Join(' ', prints.Select(p => p.State))
        );
    }

    [Theory]
    [InlineData(0, 54 * 365)]
    [InlineData(-56 * 365, 0)]
    public async Task A_clock_that_jumps_by_decades_in_a_print_adds_no_hours_to_it_and_takes_nothing_from_the_history(
        int before,
        int after
    )
    {
        var clock = new JumpingClock { Ahead = TimeSpan.FromDays(before) };
        await using FleetRig rig = await FleetRig.StartAsync(DatabaseKind.Sqlite, time: clock);
        PrinterView printer = await rig.AddPrinterAsync("one", Slow);
        await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Retention = new RetentionSettings { Days = 30 } },
            Stop
        );
        await rig.Fleet.RetainAsync(Stop);
        await rig.SendAsync("one.gcode", FleetRig.Moves(500));
        await rig.WaitAsync(printer.Id, p => p.Live.Job is { CommandsDone: > 10 });

        clock.Ahead = TimeSpan.FromDays(after);
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
        await rig.Fleet.RetainAsync(Stop);
        // And one that ended before the jump.
        clock.Ahead = TimeSpan.FromDays(after + 54 * 365);
        await rig.Fleet.RetainAsync(Stop);

        PrintRecord print = (await rig.PrintsAsync()).ShouldHaveSingleItem();
        print.State.ShouldBe(PrintState.Finished);
        print.Seconds.ShouldBeLessThan(600);
        (await rig.StatusAsync(printer.Id)).PrintedSeconds.ShouldBeLessThan(600);
    }

    private static async Task ChangeAsync(FleetRig rig, long printer, PrinterProfile profile)
    {
        PrinterView now = await rig.GetAsync(printer);
        await rig.Fleet.Printers.ChangeAsync(
            FleetRig.Boss,
            printer,
            now.Version,
            new PrinterEdit { Profile = profile },
            Stop
        );
    }

    private static async Task RemoveAsync(FleetRig rig, long printer)
    {
        PrinterView now = await rig.GetAsync(printer);
        await rig.Fleet.Printers.RemoveAsync(FleetRig.Boss, printer, now.Version, Stop);
    }

    /// <summary>A job whose file, by its analysis, reaches far over the bed.</summary>
    private static async Task<JobView> SendLargeAsync(FleetRig rig)
    {
        JobView job = await rig.SendAsync("large.gcode");
        await rig.Data.Store.WriteAsync(
            async s =>
            {
                Job now = (await s.Jobs.FindAsync(job.Id, Stop)).ShouldNotBeNull();
                JsonNode document = JsonNode.Parse(now.Document)!;
                document["facts"]!["bounds"] = JsonNode.Parse(
                    """{"minX":0,"minY":0,"minZ":0,"maxX":200,"maxY":200,"maxZ":10}"""
                );
                return await s.Jobs.UpdateAsync(now with { Document = document.ToJsonString() }, Stop);
            },
            Stop
        );
        return job;
    }
}
