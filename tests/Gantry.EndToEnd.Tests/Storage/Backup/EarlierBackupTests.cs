using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Storage;
using Gantry.Storage.Backup;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Gantry.Storage.Sql;

namespace Gantry.EndToEnd.Tests.Storage.Backup;

/// <summary>Backups of earlier versions: with the tables and columns that those knew, and no others.</summary>
public sealed class EarlierBackupTests : StorageTest
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, FileStoreKind.Directory)]
    [InlineData(DatabaseKind.Postgres, FileStoreKind.Directory)]
    [InlineData(DatabaseKind.Postgres, FileStoreKind.LargeObjects)]
    public async Task A_backup_of_any_earlier_version_comes_back(DatabaseKind kind, FileStoreKind files)
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Sqlite);
        await test.AddUserAsync("ada");
        LibraryFile file = await test.AddFileAsync("vase.gcode", new FileFacts { Material = "PLA" });
        await GantryBackup.CreateAsync(test.Storage, folder["now"], null, test.Clock, Stop);
        int newest = new Migrator(test.Storage.Database).Newest;

        // The first version knew no files yet.
        for (int version = 2; version < newest; version++)
        {
            Crafted.Rewrite(folder["now"], folder[$"{version}"], await EarlierAsync(folder, version));
            await using TestStorage into = await TestStorage.PrepareAsync(kind);
            into.Files = into.Files with { Kind = files };
            await GantryRestore.RestoreAsync(into.Options("one"), folder[$"{version}"], null, into.Clock, Stop);

            GantryStorage restored = await into.OpenAsync();

            (await Read(into, s => s.Users.ListAsync(Stop))).ShouldHaveSingleItem().Name.ShouldBe("ada");
            LibraryFile back = (await Read(into, s => s.Files.FindAsync(file.Id, Stop))).ShouldNotBeNull();
            (back.Name, back.ContentHash, back.Facts.Material).ShouldBe(("vase.gcode", file.ContentHash, "PLA"));
            await using Stream bytes = await restored.Files.OpenReadAsync(file.ContentHash, Stop);
            ContentHash.From(await SHA256.HashDataAsync(bytes, Stop)).ShouldBe(file.ContentHash);
        }
    }

    /// <summary>What a backup becomes when a program with an earlier schema makes it.</summary>
    private static async Task<Func<TarEntry, IEnumerable<TarEntry>>> EarlierAsync(TemporaryFolder folder, int version)
    {
        Dictionary<string, HashSet<string>> known = await KnownAsync(folder[$"schema{version}"], version);
        var hashes = new Dictionary<string, string>();
        string manifestHash = "";
        return entry =>
        {
            byte[] data = Crafted.Data(entry);
            switch (entry.Name)
            {
                case BackupNames.Manifest:
                    data = Change(data, m => m["schema"] = version);
                    manifestHash = Hash(data);
                    break;
                case BackupNames.End:
                    data = Change(
                        data,
                        e =>
                        {
                            e["manifest"] = manifestHash;
                            e["tables"] = new JsonObject(
                                hashes.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))
                            );
                        }
                    );
                    break;
                case string name when BackupNames.TryParseTable(name, out string? table):
                    if (!known.TryGetValue(table, out HashSet<string>? columns))
                        return [];
                    data = Keep(data, columns);
                    hashes.Add(table, Hash(data));
                    break;
            }
            return [Crafted.Entry(TarEntryType.RegularFile, entry.Name, data)];
        };
    }

    /// <summary>The tables and columns of an earlier version.</summary>
    private static async Task<Dictionary<string, HashSet<string>>> KnownAsync(string path, int version)
    {
        await using SqliteDatabase database = SqliteDatabase.Open(path, new TestClock());
        await new Migrator(database).MigrateAsync(version, Stop);
        return await database.ReadAsync(
            async s =>
            {
                var known = new Dictionary<string, HashSet<string>>();
                foreach (string table in (await TableColumns.ListTablesAsync(s, Stop)).Intersect(BackupTables.Saved))
                    known.Add(table, [.. (await TableColumns.ReadAsync(s, table, Stop)).Select(c => c.Name)]);
                return known;
            },
            Stop
        );
    }

    /// <summary>A table with some of its columns.</summary>
    private static byte[] Keep(byte[] table, HashSet<string> columns)
    {
        JsonArray[] lines =
        [
            .. Encoding
                .UTF8.GetString(table)
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(l => JsonNode.Parse(l)!.AsArray()),
        ];
        int[] kept =
        [
            .. Enumerable.Range(0, lines[0].Count).Where(i => columns.Contains(lines[0][i]!.GetValue<string>())),
        ];
        IEnumerable<string> rows = lines.Select(l =>
            new JsonArray([.. kept.Select(i => l[i]?.DeepClone())]).ToJsonString()
        );
        return Encoding.UTF8.GetBytes(string.Concat(rows.Select(r => r + "\n")));
    }

    private static byte[] Change(byte[] json, Action<JsonObject> change)
    {
        JsonObject parsed = JsonNode.Parse(json)!.AsObject();
        change(parsed);
        return Encoding.UTF8.GetBytes(parsed.ToJsonString());
    }

    private static string Hash(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
