using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Printers;
using Gantry.Storage.Sql;
using Npgsql;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class OwnershipTests : StorageTest
{
    [Theory]
    [BothDatabases]
    public async Task A_printer_has_one_owner_and_each_change_raises_the_epoch(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        (await test.Storage.Ownership.FindAsync(printer.Id, Stop)).ShouldBeNull();

        IPrinterLease first = await test.TakeAsync(printer);
        (await test.Storage.Ownership.TryTakeAsync(printer.Id, Stop)).ShouldBeNull();
        (first.IsHeld, first.Epoch).ShouldBe((true, 1));
        await first.DisposeAsync();
        first.IsHeld.ShouldBeFalse();
        await first.DisposeAsync();
        await using IPrinterLease second = await test.TakeAsync(printer);

        second.Epoch.ShouldBe(2);
        (await test.Storage.Ownership.FindAsync(printer.Id, Stop))!.ShouldSatisfyAllConditions(
            o => o.Node.ShouldBe("one"),
            o => o.Epoch.ShouldBe(2)
        );
        await Should.ThrowAsync<StillInUseException>(() => test.Storage.Ownership.TryTakeAsync(99, Stop));
        second.IsHeld.ShouldBeTrue("a printer that is not there costs nobody his leases");
    }

    [Fact]
    public async Task When_a_node_dies_another_has_its_printers_at_once()
    {
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Postgres);
        GantryStorage other = await test.OpenAsync("two");
        PrinterRecord printer = await test.AddPrinterAsync("one");
        IPrinterLease lease = await test.TakeAsync(printer);
        (await other.Ownership.TryTakeAsync(printer.Id, Stop)).ShouldBeNull();
        var lost = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = lease.Lost.Register(lost.SetResult);

        // What the server does when the client's process is gone.
        await EndSessionsAsync(test, "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted");
        IPrinterLease? taken = null;
        while ((taken = await other.Ownership.TryTakeAsync(printer.Id, Stop)) is null) { }

        taken.Epoch.ShouldBe(2);
        await lost.Task.WaitAsync(Stop);
        lease.IsHeld.ShouldBeFalse();
        await lease.DisposeAsync();
        (await other.Ownership.FindAsync(printer.Id, Stop))!.Node.ShouldBe("two");
        // The first node comes back with a new connection, and must wait its turn.
        (await test.Storage.Ownership.TryTakeAsync(printer.Id, Stop)).ShouldBeNull();
        await taken.DisposeAsync();
        await using IPrinterLease again = await test.TakeAsync(printer);
        again.Epoch.ShouldBe(3);
    }

    [Fact]
    public async Task An_owner_that_was_frozen_knows_at_once_that_it_is_none_any_more()
    {
        await using TestStorage test = await TestStorage.PrepareAsync(DatabaseKind.Postgres);
        var clock = new FreezingClock();
        await test.OpenAsync(time: clock);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        lease.IsHeld.ShouldBeTrue();

        clock.Freeze(LockConnection.CertainFor);

        lease.IsHeld.ShouldBeFalse();
        lease.Lost.IsCancellationRequested.ShouldBeTrue();
        // Once lost it stays lost, whatever the clock says.
        clock.Freeze(-LockConnection.CertainFor);
        lease.IsHeld.ShouldBeFalse();
    }

    [Fact]
    public async Task Beats_keep_a_lease()
    {
        await using TestStorage test = await TestStorage.PrepareAsync(DatabaseKind.Postgres);
        var clock = new FreezingClock();
        await test.OpenAsync(time: clock);
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        for (int i = 0; i < 5; i++)
        {
            clock.Freeze(TimeSpan.FromSeconds(1));
            // Any answer of the server counts as a beat.
            (await test.Storage.Ownership.TryTakeAsync(printer.Id, Stop)).ShouldBeNull();
        }

        lease.IsHeld.ShouldBeTrue();
    }

    [Fact]
    public async Task A_listener_goes_on_after_its_connection_broke_and_is_told_that_it_may_have_missed_something()
    {
        await using TestStorage test = await TestStorage.OpenAsync(DatabaseKind.Postgres);
        using IChangeSubscription listener = test.Storage.Changes.Subscribe();
        string channel = PostgresChangeFeed.Channel(test.Address.Schema);
        await EndSessionsAsync(test, $"SELECT pid FROM pg_stat_activity WHERE query ILIKE 'LISTEN {channel}'");

        await using IAsyncEnumerator<Change> heard = listener.ReadAllAsync(Stop).GetAsyncEnumerator(Stop);
        await heard.MoveNextAsync();
        heard.Current.ShouldBe(Change.Missed);
        await test.Storage.Changes.PublishAsync(new Change("a", "b"), Stop);
        await heard.MoveNextAsync();
        heard.Current.ShouldBe(new Change("a", "b"));
    }

    private static async Task EndSessionsAsync(TestStorage test, string pids)
    {
        await using var database = new PostgresDatabase(test.Address, TimeProvider.System);
        await using NpgsqlConnection connection = await database.OpenAloneAsync(Stop);
        await using NpgsqlCommand end = connection.CreateCommand();
        // Only sessions of this test: other tests use the same server with other schemas.
        end.CommandText = $"""
            SELECT pg_terminate_backend(a.pid) FROM pg_stat_activity a
            WHERE a.pid IN ({pids}) AND a.pid <> pg_backend_pid() AND a.application_name = '{test.Address.Schema}'
            """;
        await end.ExecuteNonQueryAsync(Stop);
    }

    /// <summary>Real time, but it can jump as it does for a process that was stopped.</summary>
    private sealed class FreezingClock : TimeProvider
    {
        private long _jump;

        public void Freeze(TimeSpan time) => Interlocked.Add(ref _jump, (long)(time.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Volatile.Read(ref _jump);
    }
}
