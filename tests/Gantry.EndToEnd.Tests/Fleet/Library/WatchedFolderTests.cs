using Gantry.EndToEnd.Tests.Peers;
using Gantry.Fleet.Library;
using Gantry.Storage;
using Gantry.Storage.Library;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Fleet.Library;

/// <summary>A folder whose files come into the library.</summary>
public sealed class WatchedFolderTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TakenFile.Moved)]
    [InlineData(TakenFile.Deleted)]
    [InlineData(TakenFile.Kept)]
    public async Task A_file_is_taken_once_when_nobody_writes_it_any_more(TakenFile policy)
    {
        await using TestLibrary library = await TestLibrary.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        var clock = new ManualTime();
        await using WatchedFolder watched = Make(library, folder, policy, clock);
        string path = folder["vase.gcode"];
        await File.WriteAllBytesAsync(path, TestLibrary.Lines("half"), Stop);
        await File.WriteAllTextAsync(folder["notes.txt"], "not mine", Stop);

        // Half of it is there; then the rest comes.
        await watched.LookAsync(Stop);
        clock.Advance(TimeSpan.FromSeconds(4));
        await File.AppendAllTextAsync(path, "G1 X10 Y10 E1\n", Stop);
        await watched.LookAsync(Stop);
        clock.Advance(TimeSpan.FromSeconds(4));
        await watched.LookAsync(Stop);
        (await CountAsync(library)).ShouldBe(0);
        clock.Advance(TimeSpan.FromSeconds(2));
        await watched.LookAsync(Stop);

        LibraryFile file = (await ListAsync(library)).Single();
        (file.Name, file.UploaderName, file.GetState()).ShouldBe(("vase.gcode", "watched folder", FileState.Ready));
        File.Exists(path).ShouldBe(policy == TakenFile.Kept);
        File.Exists(Path.Combine(folder["imported"], "vase.gcode")).ShouldBe(policy == TakenFile.Moved);
        File.Exists(folder["notes.txt"]).ShouldBeTrue();
        // Neither by the next looks nor by the next start.
        await SettleAsync(watched, clock);
        await using WatchedFolder next = Make(library, folder, policy, clock);
        await SettleAsync(next, clock);
        (await CountAsync(library)).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_no_G_code_is_put_aside_and_links_are_not_followed()
    {
        await using TestLibrary library = await TestLibrary.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        var clock = new ManualTime();
        await File.WriteAllTextAsync(folder["letter.gcode"], "Dear Ada\n", Stop);
        await File.WriteAllBytesAsync(elsewhere["secret.gcode"], TestLibrary.Lines("secret"), Stop);
        File.CreateSymbolicLink(folder["link.gcode"], elsewhere["secret.gcode"]);
        await using WatchedFolder watched = Make(library, folder, TakenFile.Moved, clock);

        await SettleAsync(watched, clock);

        (await CountAsync(library)).ShouldBe(0);
        File.Exists(Path.Combine(folder["refused"], "letter.gcode")).ShouldBeTrue();
        File.Exists(folder["link.gcode"]).ShouldBeTrue();
    }

    [Fact]
    public async Task It_notices_by_itself()
    {
        await using TestLibrary library = await TestLibrary.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        await using var watched = new WatchedFolder(
            new WatchedFolderOptions
            {
                Path = folder["new folder"],
                Settle = TimeSpan.FromMilliseconds(40),
                Interval = TimeSpan.FromSeconds(1),
            },
            library.Uploads,
            library.Storage.Store,
            TimeProvider.System,
            NullLogger<WatchedFolder>.Instance
        );
        watched.Start();
        string part = folder["vase.part"];
        await File.WriteAllBytesAsync(part, TestLibrary.Lines("vase"), Stop);
        File.Move(part, Path.Combine(folder["new folder"], "vase.gcode"));

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (await CountAsync(library) == 0)
            await Task.Delay(20, limit.Token);
    }

    [Fact]
    public async Task The_server_watches_and_cleans_up_what_a_dead_one_left()
    {
        using var folder = new TemporaryFolder();
        string incoming = Path.Combine(folder["data"], "files", "incoming");
        Directory.CreateDirectory(incoming);
        string half = Path.Combine(incoming, "half.part");
        await File.WriteAllBytesAsync(half, [1, 2, 3], Stop);
        Directory.CreateDirectory(folder["watched"]);
        await File.WriteAllBytesAsync(Path.Combine(folder["watched"], "vase.gcode"), TestLibrary.Lines("vase"), Stop);

        await using RunningProgram server = RunningProgram.Gantry(
            "serve",
            "--no-shares",
            "--data",
            folder["data"],
            "--http",
            "0",
            "--bind",
            "127.0.0.1",
            "--watch",
            folder["watched"],
            "--watched-files",
            "moved"
        );
        await server.ReadLineAsync(Stop);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        string imported = Path.Combine(folder["watched"], "imported", "vase.gcode");
        while (File.Exists(half) || !File.Exists(imported))
            await Task.Delay(50, limit.Token);
    }

    private static WatchedFolder Make(
        TestLibrary library,
        TemporaryFolder folder,
        TakenFile policy,
        TimeProvider time
    ) =>
        new(
            new WatchedFolderOptions { Path = folder[""], Taken = policy },
            library.Uploads,
            library.Storage.Store,
            time,
            NullLogger<WatchedFolder>.Instance
        );

    private static async Task SettleAsync(WatchedFolder watched, ManualTime clock)
    {
        for (int i = 0; i < 3; i++)
        {
            await watched.LookAsync(Stop);
            clock.Advance(TimeSpan.FromSeconds(6));
        }
    }

    private static async Task<int> CountAsync(TestLibrary library) => (await ListAsync(library)).Count;

    private static async Task<IReadOnlyList<LibraryFile>> ListAsync(TestLibrary library) =>
        (await library.Files.SearchAsync(library.Ada, new FileQuery(), PageRequest.First, Stop)).Items;

    /// <summary>Time that passes when it is told to.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
