using System.Runtime.InteropServices;
using Gantry.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Gantry.Tests.Storage;

/// <summary>The library, how the file is opened, and the threads.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gantry-test-");

    private string Database => Path.Combine(_folder.FullName, "a.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_systems_library_is_used_where_there_is_one()
    {
        SqliteLibrary.Register();
        unsafe
        {
            if (!NativeLibrary.TryLoad("libsqlite3.so.0", out nint library))
                return;
            nint function = NativeLibrary.GetExport(library, "sqlite3_libversion");
            Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)function)()).ShouldBe(SqliteLibrary.Version);
        }
    }

    [Fact]
    public void A_commit_is_synced_to_the_disk()
    {
        using SqliteConnection writer = SqliteConnections.OpenWriter(Database);
        // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
        (
            Ask(writer, "PRAGMA synchronous"),
            Ask(writer, "PRAGMA journal_mode"),
            Ask(writer, "PRAGMA foreign_keys")
        ).ShouldBe((2L, "wal", 1L));
        using SqliteConnection reader = SqliteConnections.OpenReader(Database);
        Should.Throw<SqliteException>(() => Ask(reader, "CREATE TABLE a (b)"));
    }

    [Fact]
    public async Task What_is_awaited_in_a_unit_of_work_comes_back_to_its_thread()
    {
        await using SqliteDatabase database = SqliteDatabase.Open(Database, TimeProvider.System);
        var names = new List<string?>();

        await database.WriteAsync(
            async session =>
            {
                names.Add(Thread.CurrentThread.Name);
                await Task.Yield();
                names.Add(Thread.CurrentThread.Name);
                await Task.Run(() => names.Add(Thread.CurrentThread.Name), TestContext.Current.CancellationToken);
                names.Add(Thread.CurrentThread.Name);
                return await session.GetAsync<int>("SELECT 1", null, TestContext.Current.CancellationToken);
            },
            null,
            TestContext.Current.CancellationToken
        );

        names.Where((_, i) => i != 2).ShouldAllBe(n => n == "gantry-db-write");
        names[2].ShouldNotBe("gantry-db-write");
        Thread.CurrentThread.Name.ShouldNotBe("gantry-db-write");
    }

    [Fact]
    public async Task What_waits_is_saved_together_and_told_afterwards()
    {
        await using SqliteDatabase database = SqliteDatabase.Open(Database, TimeProvider.System);
        CancellationToken stop = TestContext.Current.CancellationToken;
        await database.WriteAsync(
            s => s.ExecuteAsync("CREATE TABLE a (b INTEGER PRIMARY KEY)", null, stop),
            null,
            stop
        );
        var gate = new TaskCompletionSource();
        int saved = 0;
        Task<int> first = database.WriteAsync(
            async s =>
            {
                await gate.Task;
                return await s.ExecuteAsync("INSERT INTO a VALUES (0)", null, stop);
            },
            () => Interlocked.Increment(ref saved),
            stop
        );
        Task<int>[] others =
        [
            .. Enumerable
                .Range(1, 50)
                .Select(i =>
                    database.WriteAsync(
                        // Each sees what those before it in the same transaction did; nobody was told yet.
                        async s =>
                        {
                            saved.ShouldBe(0);
                            await s.ExecuteAsync("INSERT INTO a VALUES (@i)", new { i }, stop);
                            return await s.GetAsync<int>("SELECT COUNT(*) FROM a", null, stop);
                        },
                        () => Interlocked.Increment(ref saved),
                        stop
                    )
                ),
        ];
        gate.SetResult();

        await first;
        (await Task.WhenAll(others)).ShouldBe(Enumerable.Range(2, 50));
        saved.ShouldBe(51);
    }

    [Fact]
    public async Task What_is_closed_takes_nothing_more_and_loses_nothing_that_waited()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        SqliteDatabase database = SqliteDatabase.Open(Database, TimeProvider.System);
        Task<int> waiting = database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE a (b)", null, stop), null, stop);

        await database.DisposeAsync();

        await waiting;
        await Should.ThrowAsync<ObjectDisposedException>(() =>
            database.ReadAsync(s => s.GetAsync<int>("SELECT 1", null, stop), stop)
        );
        File.Exists(Database + "-wal").ShouldBeFalse("the last one tidies up");
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_as_damaged()
    {
        File.WriteAllText(Database, new string('x', 5000));
        Should
            .Throw<Gantry.Storage.StorageException>(() => SqliteDatabase.Open(Database, TimeProvider.System))
            .Message.ShouldContain("damaged");
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
