using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class PrinterTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task A_printer_comes_back_as_it_was_set_up(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        var printer = new PrinterRecord
        {
            Name = "Voron Ä",
            Url = "rfc2217://10.0.0.9:4001",
            Model = "Voron 2.4",
            Location = "Room 3",
            Notes = "loud",
            IsEnabled = false,
            InMaintenance = true,
            Position = 4,
            Tags = ["fast", "ABS", "fast"],
            Document = """{"bed":[350,350]}""",
            DocumentVersion = 2,
        };

        PrinterRecord added = await Write(test, s => s.Printers.AddAsync(printer, Stop));

        PrinterRecord expected = printer with
        {
            Id = added.Id,
            Uid = added.Uid,
            Tags = added.Tags,
            CreatedAt = test.Clock.Now,
            ChangedAt = test.Clock.Now,
            Version = 1,
        };
        added.ShouldBe(expected);
        added.Tags.ShouldBe(["abs", "fast"]);
        foreach (
            PrinterRecord? found in new[]
            {
                await Read(test, s => s.Printers.FindAsync(added.Id, Stop)),
                await Read(test, s => s.Printers.FindAsync(added.Uid, Stop)),
                await Read(test, s => s.Printers.FindAsync("VORON ä", Stop)),
            }
        )
            (found! with { Tags = added.Tags }).ShouldBe(added);
        await Should.ThrowAsync<NameTakenException>(() => test.AddPrinterAsync("voron ä"));
    }

    [Theory]
    [BothDatabases]
    public async Task The_status_changes_without_the_configuration(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        PrinterStatus first = (await Read(test, s => s.Printers.FindStatusAsync(printer.Id, Stop)))!;
        (first.Plate, first.PrintedSeconds, first.Version).ShouldBe((PlateState.Unknown, 0, 1));
        PrinterStatus wanted = first with
        {
            Plate = PlateState.Occupied,
            PlatePrintId = 5,
            PrintedSeconds = 1.5,
            Prints = 1,
        };

        PrinterStatus changed = await Write(test, s => s.Printers.UpdateStatusAsync(wanted, Stop));

        changed.ShouldBe(wanted with { Version = 2 });
        await Should.ThrowAsync<VersionConflictException>(() =>
            Write(test, s => s.Printers.UpdateStatusAsync(wanted, Stop))
        );
        (await Read(test, s => s.Printers.FindAsync(printer.Id, Stop)))!.Version.ShouldBe(1);
        (await Read(test, s => s.Printers.ListStatusAsync(Stop))).ShouldBe([changed]);
        await Should.ThrowAsync<StorageException>(() =>
            Write(test, s => s.Printers.UpdateStatusAsync(changed with { Document = "\0" }, Stop))
        );
    }

    [Theory]
    [BothDatabases]
    public async Task A_printer_that_prints_stays_and_one_that_goes_leaves_its_prints(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        Job job = await test.AddJobAsync("a");
        PrintRecord print = (await test.ClaimAsync(printer, lease, job))!;

        await Should.ThrowAsync<StillInUseException>(() =>
            Write(test, s => s.Printers.RemoveAsync(printer.Id, 1, Stop))
        );
        await test.EndAsync(print);
        await Write(test, s => s.Printers.RemoveAsync(printer.Id, 1, Stop));

        (await Read(test, s => s.Printers.ListAsync(Stop))).ShouldBeEmpty();
        PrintRecord left = (await Read(test, s => s.Prints.FindAsync(print.Id, Stop)))!;
        (left.PrinterId, left.PrinterName).ShouldBe((null, "one"));
    }

    [Theory]
    [BothDatabases]
    public async Task Maintenance_that_was_done_counts_from_then(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        var task = new MaintenanceTask
        {
            PrinterId = printer.Id,
            Name = "Oil the rods",
            EveryHours = 200,
            DoneAt = test.Clock.Now,
        };
        task = await Write(test, s => s.Maintenance.AddTaskAsync(task, Stop));
        test.Clock.Now += TimeSpan.FromDays(3);
        var done = new MaintenanceEntry
        {
            PrinterId = printer.Id,
            TaskId = task.Id,
            At = test.Clock.Now,
            UserName = "Ada",
            Text = "Done.",
            PrintedSeconds = 7200,
        };

        await Write(test, s => s.Maintenance.AddLogAsync(done, Stop));
        await Write(test, s => s.Maintenance.AddLogAsync(done with { TaskId = null, Text = "Cleaned." }, Stop));

        MaintenanceTask after = (await Read(test, s => s.Maintenance.ListTasksAsync(printer.Id, Stop))).Single();
        after.ShouldBe(task with { DoneAt = test.Clock.Now, DonePrintedSeconds = 7200, Version = 2 });
        List<MaintenanceEntry> log = await ReadAll(
            p => Read(test, s => s.Maintenance.ListLogAsync(printer.Id, p, Stop)),
            1
        );
        log.Select(e => e.Text).ShouldBe(["Cleaned.", "Done."]);
        await Should.ThrowAsync<VersionConflictException>(() =>
            Write(test, s => s.Maintenance.UpdateTaskAsync(task with { EveryDays = 7 }, Stop))
        );
        await Write(test, s => s.Maintenance.RemoveTaskAsync(task.Id, 2, Stop));
        (await Read(test, s => s.Maintenance.ListLogAsync(printer.Id, PageRequest.First, Stop))).Items.Count.ShouldBe(
            2
        );
    }
}
