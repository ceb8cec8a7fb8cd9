using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.History;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints.Logs;
using Gantry.Fleet.Settings;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Library;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>What is kept of each print to be seen and read: its photo and its log.</summary>
public sealed class PrintPhotoTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task A_print_is_photographed_at_its_end_and_a_persons_photo_is_not_replaced(DatabaseKind kind)
    {
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await AddAsync(rig, new CameraSettings { StreamUrl = camera.Address });
        await rig.SendAsync("part.gcode");

        PrintView print = await PhotographedAsync(rig);
        print.PhotoBy.ShouldBe("camera");
        print.PhotoUrl.ShouldNotBeNull().ShouldStartWith($"/fleet/v1/prints/{print.Id}/photo");
        await using (Stream photo = (await OpenAsync(rig, print.Id)).ShouldNotBeNull())
            photo.Length.ShouldBe(FakeCamera.Picture(1).Length);
        await FleetRig.Until(() => Task.FromResult(camera.Connected), c => c == 0, c => $"{c} connections");

        byte[] mine = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];
        PrintView changed = await rig.Fleet.History.SetPhotoAsync(
            FleetRig.Boss,
            print.Id,
            new MemoryStream(mine),
            Stop
        );
        changed.PhotoBy.ShouldBe(FleetRig.Boss.Name);
        changed.PhotoUrl.ShouldNotBe(print.PhotoUrl);
        await rig.Fleet.History.RemovePhotoAsync(FleetRig.Boss, print.Id, Stop);
        (await OpenAsync(rig, print.Id)).ShouldBeNull();
        printer.Camera.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_print_that_cannot_go_on_is_photographed_as_it_stands(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await AddAsync(
            rig,
            new CameraSettings { TestPicture = true },
            new PrinterOptions().MadeFast() with
            {
                Speed = 50,
                Faults = FaultPlan.Parse("reset@100"),
            }
        );
        await rig.SendAsync("part.gcode", FleetRig.Moves(300));
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Interrupted);

        IReadOnlyList<PrintRecord> prints = await FleetRig.Until(
            rig.PrintsAsync,
            p => p is [{ PhotoHash: not null }],
            p => string.Join(", ", p.Select(x => x.State))
        );

        prints[0].State.ShouldBe(PrintState.Interrupted);
        prints[0].EndedAt.ShouldBeNull();
        (await OpenAsync(rig, prints[0].Id)).ShouldNotBeNull().Dispose();
    }

    [Theory, BothDatabases]
    public async Task Photos_and_logs_go_with_the_history_and_their_bytes_with_the_next_sweep(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        await AddAsync(rig, new CameraSettings { TestPicture = true });
        await rig.SendAsync("part.gcode");
        PrintView print = await PhotographedAsync(rig);
        PrintRecord record = (await rig.PrintsAsync()).ShouldHaveSingleItem();
        ContentHash photo = record.PhotoHash.ShouldNotBeNull();
        (await rig.Fleet.History.LogAsync(FleetRig.Boss, print.Id, Stop)).ShouldNotBeNull();

        // The file itself stays in the library; of the history nothing may be kept but the print.
        await rig.Data.Store.WriteAsync(s => s.Prints.ReleaseContentsAsync(s.Now.AddMinutes(1), Stop), Stop);

        (await rig.PrintsAsync()).ShouldHaveSingleItem().PhotoHash.ShouldBeNull();
        IReadOnlyList<ContentHash> unused = await rig.Data.Database.ReadAsync(
            s => new ContentRepository(s).ListUnusedAsync(DateTimeOffset.UtcNow.AddDays(1), 100, Stop),
            Stop
        );
        unused.ShouldContain(photo);
        await rig.Data.Store.WriteAsync(
            s => s.Prints.PurgeAsync(DateTimeOffset.UnixEpoch, s.Now.AddMinutes(1), Stop),
            Stop
        );
        (await rig.Data.Store.ReadAsync(s => s.Prints.GetLogAsync(print.Id, Stop), Stop)).ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task The_log_of_a_print_has_what_the_firmware_said_and_its_last_lines(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        await AddAsync(rig, new CameraSettings());
        await rig.SendAsync("part.gcode", FleetRig.Moves(30) + "M115\nM105\nG1 X5 Y5\n");
        await FleetRig.Until(
            rig.PrintsAsync,
            p => p is [{ EndedAt: not null }],
            p => string.Join(", ", p.Select(x => x.State))
        );
        long id = (await rig.PrintsAsync())[0].Id;

        PrintLog log = (await rig.Fleet.History.LogAsync(FleetRig.Boss, id, Stop)).ShouldNotBeNull();

        log.Said.ShouldContain(l => l.Direction == "received" && l.Text.Contains("FIRMWARE_NAME"));
        log.Said.ShouldNotContain(l => l.Direction == "sent" || l.Text == "ok");
        log.Last.ShouldContain(l => l.Direction == "sent" && l.Text.Contains("G1 X5 Y5"));
        log.Last.Select(l => l.At).ShouldBe(log.Last.Select(l => l.At).Order());
        log.ToText().ShouldContain("The last lines");
    }

    [Theory, BothDatabases]
    public async Task The_size_of_the_history_counts_photos_and_the_oldest_go_first(DatabaseKind kind)
    {
        await using FleetRig rig = await FleetRig.StartAsync(kind);
        PrinterView printer = await AddAsync(rig, new CameraSettings { TestPicture = true });
        for (int i = 1; i <= 2; i++)
        {
            await rig.SendAsync($"part{i}.gcode");
            await FleetRig.Until(
                rig.PrintsAsync,
                p => p.Count == i && p.All(x => x.PhotoHash is not null && x.EndedAt is not null),
                p => $"{p.Count} prints"
            );
            await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Finished);
            await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);
        }
        long size = (await OpenAsync(rig, (await rig.PrintsAsync())[1].Id)).ShouldNotBeNull().Length;
        // Room for the file, which both share, and for little more than one photo.
        await rig.Fleet.Settings.ChangeAsync(
            FleetRig.Boss,
            0,
            new SettingsEdit { Retention = new RetentionSettings { MaxBytes = size * 3 / 2 + 2000 } },
            Stop
        );

        await rig.Fleet.RetainAsync(Stop);

        (await rig.PrintsAsync()).Select(p => p.PhotoHash is not null).ShouldBe([false, true]);
    }

    private static async Task<PrinterView> AddAsync(FleetRig rig, CameraSettings camera, PrinterOptions? machine = null)
    {
        var edit = new PrinterEdit
        {
            Name = "one",
            Url = rig.Simulate(machine),
            CameraSettings = camera,
        };
        PrinterView added = await rig.Fleet.Printers.AddAsync(FleetRig.Boss, edit, Stop);
        await rig.WaitAsync(added.Id, p => p.Live.State == LiveState.Idle);
        return await rig.DoAsync(added.Id, PrinterAction.ClearPlate);
    }

    private static async Task<PrintView> PhotographedAsync(FleetRig rig)
    {
        IReadOnlyList<PrintRecord> prints = await FleetRig.Until(
            rig.PrintsAsync,
            p => p is [{ PhotoHash: not null, EndedAt: not null }],
            p => string.Join(", ", p.Select(x => $"{x.State} {x.PhotoHash}"))
        );
        return await rig.Fleet.History.GetAsync(FleetRig.Boss, prints[0].Id, Stop);
    }

    private static Task<Stream?> OpenAsync(FleetRig rig, long print) =>
        rig.Fleet.History.OpenPhotoAsync(FleetRig.Boss, print, Stop);
}
