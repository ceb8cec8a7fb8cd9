using Gantry.EndToEnd.Tests.Peers;
using Gantry.Storage;
using Gantry.Storage.Audit;
using Gantry.Storage.Backup;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.EndToEnd.Tests.Storage.Backup;

/// <summary>Backups made beside a server at work, and what comes back of them.</summary>
public sealed class BackupTests : StorageTest
{
    private const string Passphrase = "a long enough phrase";

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Sqlite, FileStoreKind.Directory)]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres, FileStoreKind.LargeObjects)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite, FileStoreKind.Directory)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Postgres, FileStoreKind.Directory)]
    public async Task Everything_comes_back_from_either_database_into_either(
        DatabaseKind from,
        DatabaseKind into,
        FileStoreKind files
    )
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(from);
        await FillAsync(test);
        Dictionary<string, string[]> before = await DumpAsync(test.Storage);

        BackupResult made = await GantryBackup.CreateAsync(
            test.Storage,
            folder["backup"],
            Passphrase,
            test.Clock,
            Stop
        );
        await using TestStorage copy = await TestStorage.PrepareAsync(into);
        copy.Files = copy.Files with { Kind = files };
        BackupResult restored = await GantryRestore.RestoreAsync(
            copy.Options("one"),
            folder["backup"],
            Passphrase,
            test.Clock,
            Stop
        );
        await copy.OpenAsync();

        (restored.Rows, restored.Files, restored.Secrets).ShouldBe((made.Rows, made.Files, 1));
        restored.Damaged.ShouldBeEmpty();
        Dictionary<string, string[]> after = await DumpAsync(copy.Storage);
        // The restore itself is on record.
        after["audit"] = after["audit"][..^1];
        foreach ((string table, string[] rows) in before)
            after[table].ShouldBe(rows, table);
        (await Read(copy, s => s.Audit.CheckAsync(Stop))).FirstBroken.ShouldBeNull();
        (await Read(copy, s => s.Secrets.FindAsync("mail", Stop))).ShouldBe("the mail server's password");
        foreach (
            LibraryFile file in (
                await Read(copy, s => s.Files.SearchAsync(new FileQuery(), PageRequest.First, Stop))
            ).Items
        )
        {
            await using Stream bytes = await copy.Storage.Files.OpenReadAsync(file.ContentHash, Stop);
            bytes.Length.ShouldBe(file.Size);
        }
        // No id is given twice: the last file was removed before the backup.
        long last = before["files"].Length + 1;
        (await copy.AddFileAsync("after.gcode")).Id.ShouldBeGreaterThan(last);
    }

    [Theory]
    [BothDatabases]
    public async Task A_backup_of_a_server_at_work_holds_one_moment_with_all_its_bytes(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        test.Files = test.Files with { Grace = TimeSpan.Zero };
        await test.CloseAsync();
        await test.OpenAsync();
        for (int i = 0; i < 20; i++)
            await test.AddFileAsync($"old {i}");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task working = WorkAsync(test, enough.Token);

        for (int round = 0; round < 3; round++)
        {
            string path = folder[$"backup{round}"];
            await GantryBackup.CreateAsync(test.Storage, path, null, test.Clock, Stop);
            await using TestStorage copy = await TestStorage.PrepareAsync(DatabaseKind.Sqlite);
            BackupResult restored = await GantryRestore.RestoreAsync(copy.Options("one"), path, null, test.Clock, Stop);
            restored.Damaged.ShouldBeEmpty();
            await copy.OpenAsync();
            (await Read(copy, s => s.Audit.CheckAsync(Stop))).FirstBroken.ShouldBeNull();
            // Each file was added together with its entry, so one moment has as many of one as of the other, and all bytes.
            long files = await Read(copy, s => s.Files.CountAsync(new FileQuery { Text = "new" }, 1000, Stop));
            Page<AuditEntry> entries = await Read(
                copy,
                s => s.Audit.SearchAsync(new AuditQuery { Action = "test.add" }, new PageRequest(500), Stop)
            );
            Page<AuditEntry> removed = await Read(
                copy,
                s => s.Audit.SearchAsync(new AuditQuery { Action = "test.remove" }, new PageRequest(500), Stop)
            );
            (entries.Items.Count - removed.Items.Count).ShouldBe((int)files);
            foreach (
                LibraryFile file in (
                    await Read(copy, s => s.Files.SearchAsync(new FileQuery(), new PageRequest(500), Stop))
                ).Items
            )
            {
                await using Stream bytes = await copy.Storage.Files.OpenReadAsync(file.ContentHash, Stop);
                bytes.Length.ShouldBe(file.Size);
            }
        }

        await enough.CancelAsync();
        await working;
    }

    [Theory]
    [BothDatabases]
    public async Task Secrets_are_left_out_or_need_the_passphrase(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await FillAsync(test);
        await GantryBackup.CreateAsync(test.Storage, folder["without"], null, test.Clock, Stop);
        await GantryBackup.CreateAsync(test.Storage, folder["with"], Passphrase, test.Clock, Stop);

        foreach (string name in (string[])["without", "with"])
        {
            string all = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder[name], Stop));
            all.ShouldNotContain("the mail server's password");
            all.ShouldNotContain(await File.ReadAllTextAsync(test.Options("one").Data.SecretKey, Stop));
            all.ShouldNotContain("session of a browser");
        }
        await using TestStorage copy = await TestStorage.PrepareAsync(kind);
        StorageOptions into = copy.Options("one");
        await RefusedAsync(into, folder["with"], "another phrase", "not the one of the backup");
        await RefusedAsync(into, folder["without"], Passphrase, "without a passphrase");
        await GantryRestore.RestoreAsync(into, folder["with"], null, test.Clock, Stop);
        await copy.OpenAsync();
        (await Read(copy, s => s.Secrets.ListNamesAsync(Stop))).ShouldBeEmpty();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(folder["with"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [BothDatabases]
    public async Task Nothing_that_is_there_is_written_over(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await FillAsync(test);
        await GantryBackup.CreateAsync(test.Storage, folder["backup"], null, test.Clock, Stop);

        await Should.ThrowAsync<DataDirectoryInUseException>(() =>
            GantryRestore.RestoreAsync(test.Options("one"), folder["backup"], null, test.Clock, Stop)
        );
        await Should.ThrowAsync<BackupException>(() =>
            GantryBackup.CreateAsync(test.Storage, folder["backup"], null, test.Clock, Stop)
        );
        await test.CloseAsync();
        await RefusedAsync(test.Options("one"), folder["backup"], null, "database already");
        // One that was cut off before its records came can be begun again.
        await using TestStorage copy = await TestStorage.OpenAsync(kind);
        await copy.CloseAsync();
        await GantryRestore.RestoreAsync(copy.Options("one"), folder["backup"], null, test.Clock, Stop);
    }

    [Theory]
    [BothDatabases]
    public async Task Bytes_that_the_store_had_lost_are_told_of_and_keep_nothing_else_from_coming_back(
        DatabaseKind kind
    )
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        LibraryFile lost = await test.AddFileAsync("lost.gcode");
        LibraryFile spoiled = await test.AddFileAsync("spoiled.gcode");
        LibraryFile good = await test.AddFileAsync("good.gcode");
        File.Delete(PathOf(test, lost));
        byte[] bytes = await File.ReadAllBytesAsync(PathOf(test, spoiled), Stop);
        bytes[0] ^= 1;
        await File.WriteAllBytesAsync(PathOf(test, spoiled), bytes, Stop);

        BackupResult made = await GantryBackup.CreateAsync(test.Storage, folder["backup"], null, test.Clock, Stop);
        await using TestStorage copy = await TestStorage.PrepareAsync(kind);
        BackupResult back = await GantryRestore.RestoreAsync(
            copy.Options("one"),
            folder["backup"],
            null,
            test.Clock,
            Stop
        );
        await copy.OpenAsync();

        made.Damaged.ShouldBe([$"{lost.ContentHash}", $"{spoiled.ContentHash}"], ignoreOrder: true);
        (back.Files, back.Damaged.Count).ShouldBe((1, 2));
        (await copy.Storage.Files.OpenReadAsync(good.ContentHash, Stop)).Dispose();
        await Should.ThrowAsync<ContentMissingException>(() =>
            copy.Storage.Files.OpenReadAsync(spoiled.ContentHash, Stop)
        );
    }

    [Theory]
    [BothDatabases]
    public async Task Every_table_is_saved_or_left_on_purpose(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        IReadOnlyList<string> tables = await test.Storage.Database.ReadAsync(
            s => TableColumns.ListTablesAsync(s, Stop),
            Stop
        );

        tables.ShouldBe(BackupTables.Saved.Concat(BackupTables.Left), ignoreOrder: true);
    }

    [Fact]
    public async Task The_verbs_work_beside_a_server_and_end_with_a_word_about_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Sqlite);
        await FillAsync(test);
        await File.WriteAllTextAsync(folder["phrase"], Passphrase + "\n", Stop);
        string[] phrase = ["--passphrase-file", folder["phrase"]];

        await using RunningProgram backup = RunningProgram.Gantry([
            "backup",
            folder["file"],
            "--data",
            test.Data.Root,
            .. phrase,
        ]);
        (await backup.OutputAsync(Stop)).ShouldContain("1 secrets");
        await using RunningProgram restore = RunningProgram.Gantry([
            "restore",
            folder["file"],
            "--data",
            folder["new"],
            "--json",
            .. phrase,
        ]);
        (await restore.OutputAsync(Stop)).ShouldContain("\"secrets\": 1");

        await using RunningProgram busy = RunningProgram.Gantry("restore", folder["file"], "--data", test.Data.Root);
        (await busy.EndAsync(Stop)).ShouldBe(69);
        await File.WriteAllTextAsync(folder["none"], "this is no backup", Stop);
        await using RunningProgram bad = RunningProgram.Gantry("restore", folder["none"], "--data", folder["other"]);
        (await bad.EndAsync(Stop)).ShouldBe(65);
        bad.Errors.ShouldStartWith("gantry restore: ");
    }

    private static string PathOf(TestStorage test, LibraryFile file) =>
        Path.Combine(test.Data.Files, $"{file.ContentHash}"[..2], $"{file.ContentHash}");

    private static async Task RefusedAsync(StorageOptions into, string path, string? passphrase, string why) =>
        (
            await Should.ThrowAsync<BackupException>(() =>
                GantryRestore.RestoreAsync(into, path, passphrase, TimeProvider.System, Stop)
            )
        ).Message.ShouldContain(why);

    /// <summary>Adds files and removes some, each with an entry in the log, and sweeps.</summary>
    private static async Task WorkAsync(TestStorage test, CancellationToken stop)
    {
        try
        {
            for (int i = 0; i < 200; i++)
            {
                ContentHash hash = await test.KeepAsync([(byte)i, 77, 99]);
                LibraryFile file = await test.Store.WriteAsync(
                    s =>
                    {
                        s.Audit.Append(new AuditEntry { UserName = "t", Action = "test.add" });
                        return s.Files.AddAsync(
                            new NewFile
                            {
                                Name = $"new {i}",
                                ContentHash = hash,
                                Size = 3,
                                Facts = new FileFacts(),
                                UploaderName = "t",
                            },
                            stop
                        );
                    },
                    stop
                );
                if (i % 3 == 0)
                    await test.Store.WriteAsync(
                        s =>
                        {
                            s.Audit.Append(new AuditEntry { UserName = "t", Action = "test.remove" });
                            return s.Files.RemoveAsync(file.Id, file.Version, stop);
                        },
                        stop
                    );
                await Task.Delay(5, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }
    }

    private static async Task FillAsync(TestStorage test)
    {
        await test.AddFileAsync("vase.gcode", new FileFacts { Material = "PLA", Seconds = 0.1 });
        LibraryFile removed = await test.AddFileAsync("removed.gcode");
        await Write(test, s => s.Files.RemoveAsync(removed.Id, removed.Version, Stop));
        Gantry.Storage.Printers.PrinterRecord printer = await test.AddPrinterAsync("left \"quoted\" ☃\n");
        Gantry.Storage.People.UserRecord ada = await test.AddUserAsync("ada");
        await test.AddJobAsync("job", j => j with { OwnerId = ada.Id, PrinterId = printer.Id });
        await Write(
            test,
            async s =>
            {
                // A folder in one that has the higher id, and bytes that refer to others.
                Folder one = await s.Folders.AddAsync(Folder.RootId, "one", "ada", Stop);
                Folder two = await s.Folders.AddAsync(Folder.RootId, "two", "ada", Stop);
                await s.Folders.UpdateAsync(one with { ParentId = two.Id }, Stop);
                await s.Secrets.SetAsync("mail", "the mail server's password", "ada", Stop);
                await s.Settings.SetAsync(
                    new Gantry.Storage.Settings.SettingRecord { Name = "general", Value = "{\"a\":[1,2]}" },
                    Stop
                );
                await s.Sessions.AddAsync(
                    new Gantry.Storage.People.SessionRecord
                    {
                        TokenHash = "session of a browser",
                        UserId = ada.Id,
                        ExpiresAt = s.Now.AddDays(1),
                    },
                    Stop
                );
                s.Audit.Append(new AuditEntry { UserName = "ada", Action = "test.fill" });
            }
        );
        ContentHash packed = await test.KeepAsync([1, 2]);
        ContentHash plain = await test.KeepAsync([3]);
        await Write(test, s => s.Contents.SetPlainAsync(packed, plain, Stop));
        await Write(
            test,
            s =>
                s.Contents.SetAnalysisAsync(
                    packed,
                    1,
                    "{}",
                    [
                        new ContentThumbnail
                        {
                            MediaType = "image/png",
                            Width = 1,
                            Height = 1,
                            Data = [0, 255, 10],
                        },
                    ],
                    Stop
                )
        );
    }

    /// <summary>All saved tables as lines, in an order of their own.</summary>
    private static async Task<Dictionary<string, string[]>> DumpAsync(GantryStorage storage)
    {
        var dump = new Dictionary<string, string[]>();
        foreach (string table in BackupTables.Saved)
        {
            var lines = new MemoryStream();
            await storage.Database.ReadAsync(s => TableWriter.WriteAsync(s, table, lines, Stop), Stop);
            string[] rows = System.Text.Encoding.UTF8.GetString(lines.ToArray()).Split('\n');
            // The audit log in its order, whose last entry is looked at; the rest in any.
            dump[table] = [.. rows[1..^1].Order(StringComparer.Ordinal)];
            if (table == "audit")
                dump[table] = rows[1..^1];
        }
        return dump;
    }
}
