using System.Diagnostics;
using System.Security.Cryptography;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>
/// A process that saves things is killed at random moments, and nothing that it answered with success is lost. A real kill
/// costs the start of a new process; so for most of them the process is stopped (SIGSTOP) and its directory is copied, which is
/// what a kill at that moment would leave, and then goes on.
/// </summary>
public sealed class KillTests : StorageTest
{
    private const int Kills = 6;
    private const int FreezesBetweenKills = 20;

    [Theory]
    [InlineData("records", 20261201)]
    [InlineData("files", 20261202)]
    public async Task Killing_the_process_at_any_moment_loses_nothing_that_was_answered_with_success(
        string what,
        int seed
    )
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        for (int round = 0; round < Kills; round++)
        {
            // A directory of its own for each, so that there is little to copy; every other one has been killed before.
            string data = folder[$"data{round / 2}"];
            string acknowledged = folder[$"ack{round / 2}"];
            await using RunningProgram victim = Start(data, "sqlite", acknowledged, what, seed + round);
            for (int freeze = 0; freeze < FreezesBetweenKills; freeze++)
            {
                await WaitAsync(random, acknowledged);
                victim.Freeze();
                string copy = folder[$"copy{round}-{freeze}"];
                Copy(data, copy);
                // Before it goes on, so that there is never much to copy and to look at.
                await CheckAsync(Options(copy, DatabaseAddress.Sqlite), what, File.ReadAllLines(acknowledged));
                Directory.Delete(copy, recursive: true);
                victim.Thaw();
            }
            await WaitAsync(random, acknowledged);
            victim.Signal(RunningProgram.SigKill);
            await victim.EndAsync(Stop);
            await CheckAsync(Options(data, DatabaseAddress.Sqlite), what, File.ReadAllLines(acknowledged));
        }
    }

    [Theory]
    [InlineData("records", 1)]
    [InlineData("files", 2)]
    [InlineData("files", 3, true)]
    public async Task Nor_is_anything_lost_that_PostgreSQL_keeps(string what, int seed, bool bytesToo = false)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var server = (PostgresServer)(await TestContext.Current.GetFixture(typeof(PostgresServer)))!;
        string address = bytesToo ? await server.NewDatabaseAsync() + "&files=database" : await server.NewSchemaAsync();
        for (int round = 0; round < 4; round++)
        {
            await using RunningProgram victim = Start(folder["data"], address, folder["ack"], what, seed * 100 + round);
            await WaitAsync(random, folder["ack"]);
            victim.Signal(RunningProgram.SigKill);
            await victim.EndAsync(Stop);
            StorageOptions options = Options(folder["data"], DatabaseAddress.Parse(address));
            await CheckAsync(options, what, File.ReadAllLines(folder["ack"]));
        }
    }

    private static RunningProgram Start(string data, string database, string acknowledged, string what, int seed) =>
        RunningProgram.Start(
            "dotnet",
            Path.Combine(AppContext.BaseDirectory, "Gantry.Victim.dll"),
            data,
            database,
            acknowledged,
            what,
            $"{seed}"
        );

    /// <summary>Until it works, and then for a random time below some milliseconds.</summary>
    private static async Task WaitAsync(Random random, string acknowledged)
    {
        long before = File.Exists(acknowledged) ? new FileInfo(acknowledged).Length : 0;
        var limit = Stopwatch.StartNew();
        while (!File.Exists(acknowledged) || new FileInfo(acknowledged).Length == before)
        {
            limit.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), "it saves nothing");
            await Task.Delay(1, Stop);
        }
        long until = Stopwatch.GetTimestamp() + random.NextInt64(Stopwatch.Frequency / 300);
        while (Stopwatch.GetTimestamp() < until)
            Thread.SpinWait(20);
    }

    private static async Task CheckAsync(StorageOptions options, string what, string[] promised)
    {
        // Later, so that the sweep takes everything that nobody needs.
        var clock = new TestClock { Now = DateTimeOffset.UtcNow.AddHours(2) };
        await using GantryStorage storage = await GantryStorage.OpenAsync(
            options,
            StorageUse.Serve,
            clock,
            NullLoggerFactory.Instance,
            Stop
        );
        await (what == "files" ? CheckFilesAsync(storage, promised) : CheckRecordsAsync(storage, promised));
    }

    private static async Task CheckRecordsAsync(GantryStorage storage, string[] promised)
    {
        (string[] settings, string[] events, string[] audit) = await storage.Store.ReadAsync(
            async s =>
            {
                (await s.Audit.CheckAsync(Stop)).FirstBroken.ShouldBeNull();
                return (
                    (string[])[.. (await s.Settings.ListAsync(Stop)).Select(r => r.Name)],
                    (string[])[.. (await s.Events.ListAfterAsync(0, int.MaxValue, Stop)).Select(e => e.Data.Trim('"'))],
                    (string[])[.. (await s.Audit.ListAfterAsync(0, int.MaxValue, Stop)).Select(a => a.SubjectId)]
                );
            },
            Stop
        );
        promised.Except(settings).ShouldBeEmpty("what was promised is there");
        settings
            .Order(StringComparer.Ordinal)
            .ShouldBe(events.Order(StringComparer.Ordinal), "all of a unit or nothing");
        audit.ShouldBe(events, "all of a unit or nothing");
    }

    private static async Task CheckFilesAsync(GantryStorage storage, string[] promised)
    {
        await storage.Files.SweepAsync(Stop);
        IReadOnlyList<LibraryFile> files = await storage.Store.ReadAsync(
            async s => await ReadAll(p => s.Files.SearchAsync(new FileQuery(), p, Stop), PageRequest.MaxLimit),
            Stop
        );
        promised.Except(files.Select(f => $"{f.Name} {f.ContentHash}")).ShouldBeEmpty("what was promised is there");
        foreach (LibraryFile file in files)
        {
            await using Stream bytes = await storage.Files.OpenReadAsync(file.ContentHash, Stop);
            ContentHash.From(await SHA256.HashDataAsync(bytes, Stop)).ShouldBe(file.ContentHash, "no half file");
        }
        IEnumerable<string> needed = files
            .Select(f => f.ContentHash.ToString())
            .Distinct()
            .Order(StringComparer.Ordinal);
        if (storage.Options.Files.Kind == FileStoreKind.LargeObjects)
        {
            (await CountLargeObjectsAsync(storage)).ShouldBe(needed.Count(), "nothing is left over");
            Directory.GetFiles(Path.Combine(storage.Options.Data.Cache, "incoming")).ShouldBeEmpty();
        }
        else
            Directory
                .GetFiles(storage.Options.Data.Files, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetFileName(f)!)
                .Order(StringComparer.Ordinal)
                .ShouldBe(needed, "nothing is left over");
    }

    private static Task<long> CountLargeObjectsAsync(GantryStorage storage) =>
        storage.Database.ReadAsync(
            s => s.GetAsync<long>("SELECT COUNT(*) FROM pg_largeobject_metadata", null, Stop),
            Stop
        );

    private static StorageOptions Options(string data, DatabaseAddress database) =>
        new() { Data = new DataDirectory(data), Database = database };

    private static void Copy(string from, string to)
    {
        foreach (string folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(to + folder[from.Length..]);
        // The lock belongs to a process, and a dead one has none.
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            if (Path.GetFileName(file) != "lock")
                File.Copy(file, to + file[from.Length..]);
    }
}
