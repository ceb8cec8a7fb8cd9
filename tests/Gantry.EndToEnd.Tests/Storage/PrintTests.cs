using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class PrintTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task A_print_keeps_all_that_became_of_it(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        PrintRecord print = await Begin(test, printer, lease);
        (await Read(test, s => s.Prints.FindActiveAsync(printer.Id, Stop))).ShouldBe(print);
        ContentHash photo = await test.KeepAsync([9]);
        PrintRecord wanted = print with
        {
            State = PrintState.Failed,
            EndedAt = test.Clock.Now,
            Seconds = 12.5,
            Reason = "The nozzle did not get warm.",
            FirmwareWords = "Error:Heating failed \0\uD800 E1\n",
            Verdict = PrintVerdict.Bad,
            VerdictReason = "spaghetti",
            VerdictBy = "Bob",
            VerdictAt = test.Clock.Now,
            PhotoHash = photo,
            Material = "PLA",
            FilamentMm = 100,
            FilamentG = 0.3,
            EnergyWh = 4.5,
            Cost = 0.07,
            KeepsContent = false,
        };

        PrintRecord changed = await Write(test, s => s.Prints.UpdateAsync(wanted, Stop));

        changed.ShouldBe(wanted with { FirmwareWords = "Error:Heating failed \uFFFD E1\n", Version = 2 });
        (await Read(test, s => s.Prints.FindAsync(print.Uid, Stop))).ShouldBe(changed);
        (await Read(test, s => s.Prints.FindActiveAsync(printer.Id, Stop))).ShouldBeNull();
        await Should.ThrowAsync<VersionConflictException>(() => Write(test, s => s.Prints.UpdateAsync(wanted, Stop)));
    }

    [Theory]
    [BothDatabases]
    public async Task The_database_itself_lets_no_printer_have_two_prints(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        PrintRecord print = await Begin(test, printer, lease);

        await Should.ThrowAsync<StillInUseException>(() => Begin(test, printer, lease));
        await Should.ThrowAsync<NameTakenException>(() =>
            test.Storage.Database.WriteAsync(
                s =>
                    s.ExecuteAsync(
                        """
                        INSERT INTO prints (uid, printer_id, printer_name, file_name, content_hash, user_name, state, node,
                            epoch, started_at)
                        SELECT 'x', printer_id, printer_name, file_name, content_hash, user_name, state, node, epoch, 0
                        FROM prints WHERE id = @Id
                        """,
                        new { print.Id },
                        Stop
                    ),
                null,
                Stop
            )
        );
        (await Read(test, s => s.Prints.ListActiveAsync(Stop))).ShouldBe([print]);
    }

    [Theory]
    [BothDatabases]
    public async Task The_history_is_searched_paged_and_added_up(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord[] printers = [await test.AddPrinterAsync("one"), await test.AddPrinterAsync("two")];
        IPrinterLease[] leases = [await test.TakeAsync(printers[0]), await test.TakeAsync(printers[1])];
        test.Clock.Now = new(2026, 11, 30, 22, 30, 0, TimeSpan.Zero);
        for (int i = 0; i < 6; i++)
        {
            PrintRecord print = await Begin(test, printers[i % 2], leases[i % 2]);
            await Write(
                test,
                s =>
                    s.Prints.UpdateAsync(
                        print with
                        {
                            State = i == 5 ? PrintState.Failed : PrintState.Finished,
                            EndedAt = test.Clock.Now,
                            Seconds = 60,
                            FilamentG = 1.5,
                            EnergyWh = i == 0 ? 10 : null,
                            Verdict = i < 2 ? PrintVerdict.Good : PrintVerdict.None,
                            Material = i < 4 ? "PLA" : "PETG",
                        },
                        Stop
                    )
            );
            test.Clock.Now += TimeSpan.FromMinutes(30);
        }
        await Begin(test, printers[0], leases[0]);

        List<PrintRecord> all = await ReadAll(p => Read(test, s => s.Prints.SearchAsync(new PrintQuery(), p, Stop)), 3);
        all.Count.ShouldBe(7);
        all.Select(p => p.StartedAt).ShouldBeInOrder(SortDirection.Descending);
        var some = new PrintQuery
        {
            PrinterId = printers[1].Id,
            States = [PrintState.Finished],
            Material = "PLA",
        };
        (await ReadAll(p => Read(test, s => s.Prints.SearchAsync(some, p, Stop)), 3)).Count.ShouldBe(2);

        PrintStatistics total = (await AddUp(test, PrintGrouping.Total)).Single();
        (
            total.Prints,
            total.Finished,
            total.Failed,
            total.Good,
            total.Seconds,
            total.FilamentG,
            total.EnergyWh,
            total.Cost
        ).ShouldBe((6, 5, 1, 2, 360, 9, 10, 0));
        (await AddUp(test, PrintGrouping.Printer)).Select(s => (s.Group, s.Prints)).ShouldBe([("one", 3), ("two", 3)]);
        (await AddUp(test, PrintGrouping.Material))
            .Select(s => (s.Group, s.Prints))
            .ShouldBe([("PETG", 2), ("PLA", 4)]);
        (await AddUp(test, PrintGrouping.User)).Select(s => (s.Group, s.Prints)).ShouldBe([("Ada", 6)]);
        (await AddUp(test, PrintGrouping.Month))
            .Select(s => (s.Group, s.Prints))
            .ShouldBe([("2026-11", 3), ("2026-12", 3)]);
        (await AddUp(test, PrintGrouping.Month, TimeSpan.FromHours(1)))
            .Select(s => (s.Group, s.Prints))
            .ShouldBe([("2026-11", 1), ("2026-12", 5)]);
    }

    [Theory]
    [BothDatabases]
    public async Task Temperatures_stay_with_their_print(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        PrintRecord print = await test.EndAsync(await Begin(test, printer, lease));

        (await Read(test, s => s.Prints.GetTemperaturesAsync(print.Id, Stop))).ShouldBeNull();
        await Write(test, s => s.Prints.SetTemperaturesAsync(print.Id, [1], Stop));
        await Write(test, s => s.Prints.SetTemperaturesAsync(print.Id, [1, 2, 0, 255], Stop));

        (await Read(test, s => s.Prints.GetTemperaturesAsync(print.Id, Stop))).ShouldBe([1, 2, 0, 255]);
        (await Write(test, s => s.Prints.ReleaseContentsAsync(test.Clock.Now.AddSeconds(1), Stop))).ShouldBe(1);
        (await Write(test, s => s.Prints.ReleaseContentsAsync(test.Clock.Now.AddSeconds(1), Stop))).ShouldBe(0);
        (
            await Write(test, s => s.Prints.PurgeAsync(DateTimeOffset.UnixEpoch, test.Clock.Now.AddSeconds(1), Stop))
        ).ShouldBe(1);
        (await Read(test, s => s.Prints.GetTemperaturesAsync(print.Id, Stop))).ShouldBeNull();
    }

    private static Task<IReadOnlyList<PrintStatistics>> AddUp(
        TestStorage test,
        PrintGrouping by,
        TimeSpan zone = default
    ) => Read(test, s => s.Prints.AddUpAsync(new PrintQuery(), by, zone, Stop));

    private static async Task<PrintRecord> Begin(TestStorage test, PrinterRecord printer, IPrinterLease lease)
    {
        ContentHash hash = await test.KeepAsync([7]);
        var print = new PrintRecord
        {
            PrinterId = printer.Id,
            PrinterName = printer.Name,
            FileName = "a.gcode",
            ContentHash = hash,
            UserName = "Ada",
            Node = "one",
            Epoch = lease.Epoch,
            State = PrintState.Printing,
        };
        return await Write(test, s => s.Prints.AddAsync(print, Stop));
    }
}
