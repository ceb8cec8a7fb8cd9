using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Storage;
using Gantry.Storage.Backup;

namespace Gantry.EndToEnd.Tests.Storage.Backup;

/// <summary>Attackers who have somebody restore a backup of theirs: it is refused before anything is written.</summary>
public sealed class CraftedBackupTests : StorageTest
{
    [Theory]
    [InlineData("../../../etc/cron.d/evil")]
    [InlineData("/etc/passwd")]
    [InlineData("files/../../evil")]
    [InlineData("files/0000000000000000000000000000000000000000000000000000000000000000/x")]
    [InlineData("tables/sqlite_master.jsonl")]
    [InlineData("tables/sessions.jsonl")]
    [InlineData("tables/../users.jsonl")]
    [InlineData("secrets.sealed")]
    [InlineData("gantry.db")]
    public async Task No_name_but_those_of_a_backup_is_taken(string name) =>
        await RefusedAsync(e => e.Name == "end.json" ? [File(name), e] : [e]);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Directory)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.Fifo)]
    public async Task Links_folders_and_devices_are_refused(TarEntryType type)
    {
        string name = "files/" + new string('a', 64);
        string? link = type is TarEntryType.SymbolicLink or TarEntryType.HardLink ? "/etc/passwd" : null;
        await RefusedAsync(e => e.Name == "end.json" ? [Crafted.Entry(type, name, link: link), e] : [e]);
    }

    [Fact]
    public async Task A_newer_schema_and_another_form_are_refused()
    {
        (await RefusedAsync(Manifest(m => m["schema"] = 999))).ShouldContain("schema 999");
        await RefusedAsync(Manifest(m => m["schema"] = -1));
        await RefusedAsync(Manifest(m => m["format"] = 2));
        await RefusedAsync(Manifest(m => m.Remove("schema")));
    }

    [Fact]
    public async Task Parts_that_were_changed_doubled_swapped_or_left_out_are_noticed()
    {
        await RefusedAsync(e => e.Name == "tables/users.jsonl" ? [File(e.Name, Changed(e))] : [e]);
        await RefusedAsync(e => e.Name == "tables/users.jsonl" ? [] : [e]);
        await RefusedAsync(e => e.Name == "tables/users.jsonl" ? [e, File(e.Name)] : [e]);
        await RefusedAsync(e => e.Name.StartsWith("files/", StringComparison.Ordinal) ? [] : [e]);
        await RefusedAsync(e =>
            e.Name.StartsWith("files/", StringComparison.Ordinal) ? [File(e.Name, Changed(e))] : [e]
        );
        await RefusedAsync(e => e.Name == "end.json" ? [] : [e]);
        await RefusedAsync(e => e.Name == "end.json" ? [e, File("files/" + new string('a', 64))] : [e]);
        await RefusedAsync(Manifest(m => m["program"] = "gantry 0.0.0"));
    }

    [Fact]
    public async Task A_backup_that_is_cut_off_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        string good = await MakeAsync(folder);
        byte[] all = await System.IO.File.ReadAllBytesAsync(good, Stop);
        // What follows the last entry are only zeros.
        int end = all.AsSpan().TrimEnd((byte)0).Length / 512 * 512;
        for (int length = 0; length < end; length += 777)
        {
            await System.IO.File.WriteAllBytesAsync(folder["cut"], all[..length], Stop);
            await RefusedAsync(folder, folder["cut"]);
        }
    }

    [Fact]
    public async Task Damage_anywhere_restores_all_or_nothing()
    {
        using var folder = new TemporaryFolder();
        byte[] all = await System.IO.File.ReadAllBytesAsync(await MakeAsync(folder), Stop);
        var random = new Random(20261205);
        for (int round = 0; round < 60; round++)
        {
            byte[] damaged = [.. all];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            await System.IO.File.WriteAllBytesAsync(folder["damaged"], damaged, Stop);
            await using TestStorage into = await TestStorage.PrepareAsync(DatabaseKind.Sqlite);
            try
            {
                await GantryRestore.RestoreAsync(
                    into.Options("one"),
                    folder["damaged"],
                    null,
                    TimeProvider.System,
                    Stop
                );
                // A bit in the padding, an owner or a time of the archive means nothing.
                await into.OpenAsync();
                (await Read(into, s => s.Users.ListAsync(Stop))).Count.ShouldBe(1);
            }
            catch (StorageException)
            {
                // Then nobody has an account there.
                await into.OpenAsync();
                (await Read(into, s => s.Users.ListAsync(Stop))).Count.ShouldBe(0);
            }
        }
    }

    [Fact]
    public async Task A_row_without_an_end_does_not_fill_the_memory()
    {
        using var stream = new Endless();
        var lines = new CappedLines(stream);
        (await Should.ThrowAsync<BackupException>(() => lines.ReadAsync(Stop))).Message.ShouldContain("longer than");
        stream.Given.ShouldBeLessThan(70 * 1024 * 1024);
    }

    private static Func<TarEntry, IEnumerable<TarEntry>> Manifest(Action<JsonObject> change) =>
        entry =>
        {
            if (entry.Name != "gantry-backup.json")
                return [entry];
            JsonObject manifest = JsonNode.Parse(Crafted.Data(entry))!.AsObject();
            change(manifest);
            return [File(entry.Name, Encoding.UTF8.GetBytes(manifest.ToJsonString()))];
        };

    private static TarEntry File(string name, byte[]? data = null) =>
        Crafted.Entry(TarEntryType.RegularFile, name, data ?? [1, 2, 3]);

    private static byte[] Changed(TarEntry entry)
    {
        byte[] data = Crafted.Data(entry);
        data[^1] ^= 1;
        return data;
    }

    private static async Task<string> RefusedAsync(Func<TarEntry, IEnumerable<TarEntry>> change)
    {
        using var folder = new TemporaryFolder();
        Crafted.Rewrite(await MakeAsync(folder), folder["crafted"], change);
        return await RefusedAsync(folder, folder["crafted"]);
    }

    private static async Task<string> RefusedAsync(TemporaryFolder folder, string path)
    {
        await using TestStorage into = await TestStorage.PrepareAsync(DatabaseKind.Sqlite);
        string[] before = [.. Directory.GetFileSystemEntries(folder[""]).Order()];
        StorageException refused = await Should.ThrowAsync<StorageException>(() =>
            GantryRestore.RestoreAsync(into.Options("one"), path, null, TimeProvider.System, Stop)
        );
        Directory.GetFileSystemEntries(folder[""]).Order().ShouldBe(before);
        await into.OpenAsync();
        (await Read(into, s => s.Users.ListAsync(Stop))).ShouldBeEmpty();
        return refused.Message;
    }

    private static async Task<string> MakeAsync(TemporaryFolder folder)
    {
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Sqlite);
        await test.AddUserAsync("ada");
        await test.AddFileAsync("vase.gcode");
        await GantryBackup.CreateAsync(test.Storage, folder["good"], null, test.Clock, Stop);
        return folder["good"];
    }

    /// <summary>Bytes without a line end, for ever.</summary>
    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            Given += buffer.Length;
            return new ValueTask<int>(buffer.Length);
        }
    }
}
