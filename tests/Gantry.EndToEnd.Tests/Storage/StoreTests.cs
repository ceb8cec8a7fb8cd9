using Gantry.Storage;
using Gantry.Storage.Library;
using Gantry.Storage.Settings;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>What a unit of work promises.</summary>
public sealed class StoreTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task A_unit_of_work_happens_entirely_or_not_at_all(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Should.ThrowAsync<ArithmeticException>(() =>
            Write(
                test,
                async s =>
                {
                    await s.Folders.AddAsync(Folder.RootId, "a", "Ada", Stop);
                    await test.AddSettingAsync(s, "x");
                    throw new ArithmeticException();
                }
            )
        );

        (await Read(test, s => s.Folders.ListAsync(Folder.RootId, Stop))).ShouldBeEmpty();
        (await Read(test, s => s.Settings.ListAsync(Stop))).ShouldBeEmpty();
    }

    [Theory]
    [BothDatabases]
    public async Task An_error_that_is_swallowed_still_undoes_the_whole_unit(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Write(test, s => test.AddSettingAsync(s, "x"));

        await Should.ThrowAsync<StillInUseException>(() =>
            Write(
                test,
                async s =>
                {
                    await test.AddSettingAsync(s, "y");
                    // No such printer: the database refuses it.
                    await Should.ThrowAsync<StillInUseException>(() =>
                        s.Maintenance.AddTaskAsync(new() { PrinterId = 99, Name = "n" }, Stop)
                    );
                    await Should.ThrowAsync<InvalidOperationException>(() => test.AddSettingAsync(s, "z"));
                }
            )
        );

        (await Read(test, s => s.Settings.ListAsync(Stop))).Select(r => r.Name).ShouldBe(["x"]);
    }

    [Theory]
    [BothDatabases]
    public async Task One_that_fails_takes_none_of_those_with_it_that_are_saved_together(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);

        string[] outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async i =>
                {
                    try
                    {
                        await Write(
                            test,
                            async s =>
                            {
                                await test.AddSettingAsync(s, $"s{i}");
                                if (i % 3 == 0)
                                    throw new ArithmeticException();
                                if (i % 7 == 0)
                                    await s.Maintenance.AddTaskAsync(new() { PrinterId = 99, Name = "n" }, Stop);
                            }
                        );
                        return $"s{i}";
                    }
                    catch (Exception e) when (e is ArithmeticException or StorageException)
                    {
                        return "";
                    }
                })
        );

        string[] there = [.. (await Read(test, s => s.Settings.ListAsync(Stop))).Select(r => r.Name)];
        there.ShouldBe(outcomes.Where(o => o.Length > 0), ignoreOrder: true);
        there.Length.ShouldBe(200 - 67 - 19);
    }

    [Theory]
    [BothDatabases]
    public async Task A_reader_sees_one_moment(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        var between = new TaskCompletionSource();
        var written = new TaskCompletionSource();
        Task<(int, int)> reader = Read(
            test,
            async s =>
            {
                int before = (await s.Settings.ListAsync(Stop)).Count;
                between.SetResult();
                await written.Task;
                return (before, (await s.Settings.ListAsync(Stop)).Count);
            }
        );
        await between.Task;
        await Write(test, s => test.AddSettingAsync(s, "x"));
        written.SetResult();

        (await reader).ShouldBe((0, 0));
        (await Read(test, s => s.Settings.ListAsync(Stop))).Count.ShouldBe(1);
    }

    [Theory]
    [BothDatabases]
    public async Task A_lock_by_name_keeps_others_waiting(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Write(test, s => s.Settings.SetAsync(new SettingRecord { Name = "n", Value = "0" }, Stop));

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(_ =>
                    Write(
                        test,
                        async s =>
                        {
                            await s.LockAsync("counter", Stop);
                            SettingRecord now = (await s.Settings.FindAsync("n", Stop))!;
                            string next = $"{int.Parse(now.Value, null) + 1}";
                            await s.Settings.SetAsync(now with { Value = next }, Stop);
                        }
                    )
                )
        );

        (await Read(test, s => s.Settings.FindAsync("n", Stop)))!.Value.ShouldBe("20");
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_given_up_before_it_began_does_not_happen(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            test.Store.WriteAsync(s => test.AddSettingAsync(s, "x"), given.Token)
        );

        (await Read(test, s => s.Settings.ListAsync(Stop))).ShouldBeEmpty();
    }

    [Theory]
    [BothDatabases]
    public async Task Reading_saves_nothing(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Read(
                test,
                s =>
                {
                    s.Publish(new("a", "b"));
                    return Task.FromResult(0);
                }
            )
        );
        await Should.ThrowAsync<StorageException>(() =>
            Read(
                test,
                async s =>
                {
                    await test.AddSettingAsync(s, "x");
                    return 0;
                }
            )
        );
        (await Read(test, s => s.Settings.ListAsync(Stop))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_unit_of_work_within_another_is_refused_instead_of_waiting_forever()
    {
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Sqlite);

        await Should.ThrowAsync<InvalidOperationException>(() =>
            Write(test, _ => Write(test, s => test.AddSettingAsync(s, "x")))
        );
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_directory_is_refused()
    {
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Sqlite);

        (
            await Should.ThrowAsync<DataDirectoryInUseException>(() =>
                GantryStorage.OpenAsync(
                    test.Options("two"),
                    StorageUse.Serve,
                    test.Clock,
                    Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
                    Stop
                )
            )
        ).Message.ShouldContain(test.Data.Root);
        await test.OpenAsync("a tool beside it");
    }

    [Fact]
    public async Task A_tool_writes_beside_the_server()
    {
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Sqlite);
        GantryStorage tool = await test.OpenAsync("tool");

        await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    (i % 2 == 0 ? test.Storage : tool).Store.WriteAsync(s => test.AddSettingAsync(s, $"{i}"), Stop)
                )
        );

        (await Read(test, s => s.Settings.ListAsync(Stop))).Count.ShouldBe(60);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_without_its_password()
    {
        var options = new StorageOptions
        {
            Data = new DataDirectory(Path.GetTempPath()),
            Database = DatabaseAddress.Parse("postgres://ada:geheim@127.0.0.1:9/x"),
        };

        StorageUnavailableException error = await Should.ThrowAsync<StorageUnavailableException>(() =>
            GantryStorage.OpenAsync(
                options,
                StorageUse.Attend,
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
                Stop
            )
        );

        error.ToString().ShouldNotContain("geheim");
        error.Message.ShouldContain("127.0.0.1:9");
    }
}
