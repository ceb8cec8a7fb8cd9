using Dapper;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Gantry.Storage.Sql;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>The schema from nothing, from every earlier version, and from the future.</summary>
public sealed class MigrationTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task Every_earlier_version_is_brought_up_to_date_and_becomes_the_same(DatabaseKind kind)
    {
        await using TestStorage fresh = await TestStorage.OpenAsync(kind);
        string[] expected = await DescribeAsync(fresh.Storage.Database);
        int newest = new Migrator(fresh.Storage.Database).Newest;
        expected.Length.ShouldBeGreaterThan(100);

        for (int version = 0; version <= newest; version++)
        {
            await using TestStorage old = await TestStorage.PrepareAsync(kind);
            old.Data.Create();
            await using (ISqlDatabase database = Open(old))
                await new Migrator(database).MigrateAsync(version, _stop);

            await old.OpenAsync();

            (await DescribeAsync(old.Storage.Database)).ShouldBe(expected);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task What_an_earlier_version_kept_is_there_afterwards(DatabaseKind kind)
    {
        var bytes = ContentHash.Parse(new string('a', ContentHash.Digits));
        int newest = MigrationScript.All(SqlDialect.Sqlite).Count;
        // The first version knew people, the second files.
        for (int version = 2; version < newest; version++)
        {
            await using TestStorage test = await TestStorage.PrepareAsync(kind);
            Directory.CreateDirectory(test.Data.Files);
            await using (ISqlDatabase database = Open(test))
            {
                await new Migrator(database).MigrateAsync(version, _stop);
                await database.WriteAsync(s => s.ExecuteAsync(EarlierRows, new { bytes }, _stop), null, _stop);
            }

            await test.OpenAsync();

            await test.Store.ReadAsync(
                async s =>
                {
                    Page<LibraryFile> files = await s.Files.SearchAsync(new FileQuery(), new PageRequest(), _stop);
                    LibraryFile file = files.Items.ShouldHaveSingleItem();
                    (file.Name, file.ContentHash, file.Facts.Seconds).ShouldBe(("Vase.gcode", bytes, 61.5));
                    file.Tags.ShouldBe(["gift"]);
                    (await s.Users.FindAsync(file.UploaderId!.Value, _stop))!.DisplayName.ShouldBe("Ada Lovelace");
                    (await s.Contents.ListUnanalysedAsync(1, 10, _stop)).ShouldBe([bytes], "is still to be looked at");
                    return true;
                },
                _stop
            );
        }
    }

    /// <summary>Somebody, and a file of hers, as the second version kept them.</summary>
    private const string EarlierRows = """
        INSERT INTO users (name, name_key, display_name, role, created_at) VALUES ('ada', 'ada', 'Ada Lovelace', 'admin', 1);
        INSERT INTO contents (hash, size, kept_at) VALUES (@bytes, 3, 1);
        INSERT INTO files (
            folder_id, name, name_key, content_hash, size, kind, uploader_id, uploader_name, uploaded_at, changed_at, seconds, search
        )
        SELECT 0, 'Vase.gcode', 'vase.gcode', @bytes, 3, 'text', id, 'ada', 1, 1, 61.5, 'vase.gcode' FROM users;
        INSERT INTO file_tags (file_id, tag) SELECT id, 'gift' FROM files
        """;

    [Theory]
    [BothDatabases]
    public async Task A_newer_schema_is_refused_and_left_alone(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        int newest = new Migrator(test.Storage.Database).Newest;
        await test.Storage.Database.WriteAsync(
            s =>
                s.ExecuteAsync(
                    "INSERT INTO schema_versions (version, name, applied_at) VALUES (@v, 'future', 0)",
                    new { v = newest + 1 },
                    _stop
                ),
            null,
            _stop
        );
        await test.CloseAsync();

        SchemaVersionException refused = await Should.ThrowAsync<SchemaVersionException>(() => test.OpenAsync());

        (refused.Found, refused.Known).ShouldBe((newest + 1, newest));
        refused.Message.ShouldContain("newer Gantry");
    }

    [Theory]
    [BothDatabases]
    public async Task A_tool_beside_the_server_does_not_change_an_old_schema(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.PrepareAsync(kind);
        test.Data.Create();
        await using (ISqlDatabase database = Open(test))
        {
            await new Migrator(database).MigrateAsync(3, _stop);
            (await new Migrator(database).GetVersionAsync(_stop)).ShouldBe(3);

            SchemaVersionException refused = await Should.ThrowAsync<SchemaVersionException>(() =>
                new Migrator(database).CheckAsync(_stop)
            );

            refused.Found.ShouldBe(3);
            (await new Migrator(database).GetVersionAsync(_stop)).ShouldBe(3);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Processes_that_start_at_once_do_each_step_once(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.PrepareAsync(kind);
        test.Data.Create();
        ISqlDatabase[] databases = [.. Enumerable.Range(0, 4).Select(_ => Open(test))];

        await Task.WhenAll(databases.Select(d => new Migrator(d).MigrateAsync(null, _stop)));

        (await new Migrator(databases[0]).GetVersionAsync(_stop)).ShouldBe(new Migrator(databases[0]).Newest);
        foreach (ISqlDatabase database in databases)
            await database.DisposeAsync();
    }

    private static ISqlDatabase Open(TestStorage test) =>
        test.Address.Kind == DatabaseKind.Sqlite
            ? SqliteDatabase.Open(test.Data.Database, test.Clock)
            : new PostgresDatabase(test.Address, test.Clock);

    /// <summary>All tables, columns, indexes and triggers.</summary>
    private Task<string[]> DescribeAsync(ISqlDatabase database) =>
        database.ReadAsync(
            async s =>
                (string[])
                    [
                        .. await s.Connection.QueryAsync<string>(
                            s.Dialect.Kind == DatabaseKind.Sqlite
                                ? """
                                SELECT m.type || ' ' || m.name || ' ' || COALESCE(c.name || ' ' || c.type || c."notnull", '')
                                FROM sqlite_master m LEFT JOIN pragma_table_info(m.name) c
                                WHERE m.name NOT LIKE 'sqlite_%' ORDER BY 1
                                """
                                : """
                                SELECT x FROM (
                                    SELECT table_name || ' ' || column_name || ' ' || data_type || is_nullable AS x
                                    FROM information_schema.columns WHERE table_schema = current_schema()
                                    UNION ALL
                                    SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()
                                    UNION ALL
                                    SELECT conname FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
                                ) d ORDER BY x COLLATE "C"
                                """
                        ),
                    ],
            _stop
        );
}
