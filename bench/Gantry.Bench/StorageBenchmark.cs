using System.Diagnostics;
using System.Globalization;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Backup;
using Gantry.Storage.Library;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.Bench;

/// <summary>
/// How the storage bears many files and large ones: <c>storage [FILES [MB [DATABASE]]]</c>, 100000 files and 1000 MB unless other
/// numbers are given, on SQLite unless an address of PostgreSQL is, which may end in <c>&amp;files=database</c>.
/// </summary>
internal static class StorageBenchmark
{
    /// <summary>Uploads that are measured one by one; the other files are records that share their bytes.</summary>
    private const int Uploads = 500;

    private const int Rounds = 20;

    public static async Task RunAsync(string[] arguments)
    {
        int files = Number(arguments, 0, 100_000);
        int megabytes = Number(arguments, 1, 1000);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("gantry-bench-");
        try
        {
            var options = new StorageOptions
            {
                Data = new DataDirectory(folder.FullName),
                Database = DatabaseAddress.Parse(arguments.Length > 2 ? arguments[2] : ""),
            };
            await using (
                GantryStorage storage = await GantryStorage.OpenAsync(
                    options,
                    StorageUse.Serve,
                    TimeProvider.System,
                    NullLoggerFactory.Instance,
                    CancellationToken.None
                )
            )
                await RunAsync(storage, files, megabytes, Path.Combine(folder.FullName, "backup"));
            await LibraryApiBenchmark.RunAsync(options, files);
            Console.WriteLine($"peak working set: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(GantryStorage storage, int files, int megabytes, string backup)
    {
        var options = new LibraryOptions { AnalysisWait = TimeSpan.FromHours(1) };
        await using var worker = new AnalysisWorker(
            storage.Store,
            storage.Files,
            options,
            TimeProvider.System,
            NullLogger<AnalysisWorker>.Instance
        );
        var uploads = new UploadService(storage.Store, storage.Files, worker, options);
        LibraryFile[] small = await UploadAsync(uploads);
        await FillAsync(storage.Store, small, files - small.Length);
        await SearchAsync(storage.Store, files);
        await UploadLargeAsync(uploads, megabytes);
        await MeasureAsync(
            "backup of all",
            async () =>
                (
                    await GantryBackup.CreateAsync(storage, backup, null, TimeProvider.System, CancellationToken.None)
                ).Bytes
        );
    }

    private static async Task<LibraryFile[]> UploadAsync(UploadService uploads)
    {
        var files = new LibraryFile[Uploads];
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < Uploads; i++)
            files[i] = (await UploadAsync(uploads, $"small {i}.gcode", to => WriteAsync(to, 4000, i))).File;
        Say($"{Uploads} uploads of 4 kB, analysed, one by one", watch.Elapsed / Uploads);
        return files;
    }

    private static async Task FillAsync(IStore store, LibraryFile[] bytes, int count)
    {
        const int AtOnce = 500;
        var watch = Stopwatch.StartNew();
        for (int first = 0; first < count; first += AtOnce)
        {
            int start = first;
            await store.WriteAsync(
                async s =>
                {
                    for (int i = start; i < Math.Min(start + AtOnce, count); i++)
                        await s.Files.AddAsync(File(bytes[i % bytes.Length], i), CancellationToken.None);
                },
                CancellationToken.None
            );
        }
        Say($"{count} more records, {AtOnce} in a transaction", watch.Elapsed / Math.Max(count, 1));
    }

    private static async Task SearchAsync(IStore store, int files)
    {
        foreach (
            (string name, FileQuery query) in ((string, FileQuery)[])
                [
                    ("first page by name", new FileQuery()),
                    ("first page by size", new FileQuery { Sort = FileSort.Size, Descending = true }),
                    ("first page of a tag", new FileQuery { Tags = ["tag7"] }),
                    ("a word that many have", new FileQuery { Text = "part" }),
                    ("a word that one has", new FileQuery { Text = $"part-{files / 2}-" }),
                    ("a word that none has", new FileQuery { Text = "nowhere" }),
                ]
        )
        {
            var watch = Stopwatch.StartNew();
            for (int round = 0; round < Rounds; round++)
                await store.ReadAsync(
                    s => s.Files.SearchAsync(query, PageRequest.First, CancellationToken.None),
                    CancellationToken.None
                );
            Say(name, watch.Elapsed / Rounds);
        }
    }

    private static Task UploadLargeAsync(UploadService uploads, int megabytes) =>
        MeasureAsync(
            $"upload of {megabytes} MB, hashed, synced and analysed",
            async () =>
                (await UploadAsync(uploads, "large.gcode", to => WriteAsync(to, megabytes * 1_000_000L, -1))).File.Size
        );

    private static Task<UploadResult> UploadAsync(UploadService uploads, string name, Func<Stream, Task> write) =>
        uploads.UploadAsync(
            Caller.System("benchmark"),
            new NewUpload { Name = name },
            (to, _) => write(to),
            CancellationToken.None
        );

    /// <summary>Lines of a print, so many bytes of them, which no other seed gives.</summary>
    private static async Task WriteAsync(Stream to, long bytes, int seed)
    {
        var text = new System.Text.StringBuilder($"; {seed}\nG28\nM83\n");
        for (int i = 0; text.Length < Math.Min(bytes, 1_000_000); i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"G1 X{50 + i % 97 * 0.731:F3} Y{50 + i % 89 * 0.617:F3} E{0.02 + i % 7 * 0.001:F5}\n"
            );
        byte[] part = System.Text.Encoding.ASCII.GetBytes(text.ToString());
        for (long written = 0; written < bytes; written += part.Length)
            await to.WriteAsync(part);
    }

    private static NewFile File(LibraryFile bytes, int number) =>
        new()
        {
            Name = $"part-{number}-of-something.gcode",
            ContentHash = bytes.ContentHash,
            Size = bytes.Size,
            Facts = bytes.Facts with { Material = number % 2 == 0 ? "PLA" : "PETG" },
            Tags = [$"tag{number % 50}"],
            UploaderName = "bench",
        };

    private static async Task MeasureAsync(string name, Func<Task<long>> run)
    {
        var watch = Stopwatch.StartNew();
        long bytes = await run();
        Console.WriteLine(
            $"{name}: {watch.Elapsed.TotalSeconds:F1} s, {bytes / watch.Elapsed.TotalSeconds / 1e6:F0} MB/s"
        );
    }

    private static void Say(string name, TimeSpan each) =>
        Console.WriteLine($"{name}: {each.TotalMilliseconds:F2} ms each");

    private static int Number(string[] arguments, int place, int usual) =>
        arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : usual;
}
