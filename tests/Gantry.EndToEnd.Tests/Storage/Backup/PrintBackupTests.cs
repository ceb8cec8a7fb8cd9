using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Views;
using Gantry.Fleet.Prints.Logs;
using Gantry.Storage;
using Gantry.Storage.Backup;
using Gantry.Storage.History;

namespace Gantry.EndToEnd.Tests.Storage.Backup;

/// <summary>What a print left to be seen and read comes back with it.</summary>
public sealed class PrintBackupTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    public async Task A_print_comes_back_with_its_photo_its_log_and_its_temperatures(
        DatabaseKind from,
        DatabaseKind into
    )
    {
        using var folder = new TemporaryFolder();
        await using FleetRig rig = await FleetRig.StartAsync(from);
        var edit = new PrinterEdit
        {
            Name = "one",
            Url = rig.Simulate(),
            CameraSettings = new CameraSettings { TestPicture = true },
        };
        PrinterView printer = await rig.Fleet.Printers.AddAsync(FleetRig.Boss, edit, Stop);
        await rig.WaitAsync(printer.Id, p => p.Live.State == LiveState.Idle);
        await rig.DoAsync(printer.Id, PrinterAction.ClearPlate);
        await rig.SendAsync("part.gcode", FleetRig.Moves(30) + "M115\n");
        PrintRecord print = (
            await FleetRig.Until(
                rig.PrintsAsync,
                p => p is [{ PhotoHash: not null, EndedAt: not null }],
                p => string.Join(", ", p.Select(x => $"{x.State} {x.PhotoHash}"))
            )
        )[0];
        byte[] photo = await PhotoAsync(rig.Data, print);
        byte[] log = (await LogAsync(rig.Data, print.Id)).ShouldNotBeNull();

        await GantryBackup.CreateAsync(rig.Data, folder["backup"], null, TimeProvider.System, Stop);
        await using TestStorage copy = await TestStorage.PrepareAsync(into);
        await GantryRestore.RestoreAsync(copy.Options("one"), folder["backup"], null, TimeProvider.System, Stop);
        await copy.OpenAsync();

        PrintRecord back = (
            await copy.Store.ReadAsync(s => s.Prints.FindAsync(print.Id, Stop), Stop)
        ).ShouldNotBeNull();
        (await PhotoAsync(copy.Storage, back)).ShouldBe(photo);
        (await LogAsync(copy.Storage, print.Id)).ShouldBe(log);
        PrintLog
            .Unpack(log)
            .ShouldNotBeNull()
            .Said.ShouldContain(l => l.Text.Contains("FIRMWARE_NAME", StringComparison.Ordinal));
        (await TemperaturesAsync(copy.Storage, print.Id)).ShouldBe(await TemperaturesAsync(rig.Data, print.Id));
    }

    private static async Task<byte[]> PhotoAsync(GantryStorage storage, PrintRecord print)
    {
        await using Stream photo = await storage.Files.OpenReadAsync(print.PhotoHash!.Value, Stop);
        var bytes = new MemoryStream();
        await photo.CopyToAsync(bytes, Stop);
        return bytes.ToArray();
    }

    private static Task<byte[]?> LogAsync(GantryStorage storage, long print) =>
        storage.Store.ReadAsync(s => s.Prints.GetLogAsync(print, Stop), Stop);

    private static Task<byte[]?> TemperaturesAsync(GantryStorage storage, long print) =>
        storage.Store.ReadAsync(s => s.Prints.GetTemperaturesAsync(print, Stop), Stop);
}
