using System.Text;
using Gantry.EndToEnd.Tests.Fleet.People;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Fleet.Library;

/// <summary>A library over a storage of its own, with an administrator and a member.</summary>
internal sealed class TestLibrary : IAsyncDisposable
{
    private TestLibrary(TestPeople people, Caller boss, Caller ada)
    {
        People = people;
        Boss = boss;
        Ada = ada;
        GantryStorage storage = people.Storage.Storage;
        // Long, because the machine may be busy: what is tested is not how fast it is.
        Options = new LibraryOptions { AnalysisWait = TimeSpan.FromMinutes(2) };
        Worker = new AnalysisWorker(
            storage.Store,
            storage.Files,
            Options,
            TimeProvider.System,
            NullLogger<AnalysisWorker>.Instance
        );
        Uploads = new UploadService(storage.Store, storage.Files, Worker, Options);
        Files = new LibraryService(storage.Store, storage.Files);
        Folders = new FolderService(storage.Store);
        Plain = new PlainGCode(storage.Store, storage.Files, Options);
        Contents = new FileContents(storage.Store, storage.Files, Plain);
    }

    public TestPeople People { get; }

    public TestStorage Storage => People.Storage;

    public Caller Boss { get; }

    public Caller Ada { get; }

    public LibraryOptions Options { get; }

    public AnalysisWorker Worker { get; }

    public UploadService Uploads { get; }

    public LibraryService Files { get; }

    public FolderService Folders { get; }

    public PlainGCode Plain { get; }

    public FileContents Contents { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<TestLibrary> OpenAsync(DatabaseKind kind)
    {
        TestPeople people = await TestPeople.OpenAsync(kind);
        Caller boss = await people.BossAsync();
        return new TestLibrary(people, boss, await people.AddAsync(boss, "ada"));
    }

    /// <summary>Brings bytes.</summary>
    public Task<UploadResult> UploadAsync(
        string name,
        byte[] bytes,
        Caller? caller = null,
        TakenName taken = TakenName.Number,
        long folder = 0
    ) =>
        Uploads.UploadAsync(
            caller ?? Ada,
            new NewUpload
            {
                Name = name,
                TakenName = taken,
                FolderId = folder,
            },
            (to, stop) => to.WriteAsync(bytes, stop).AsTask(),
            Stop
        );

    /// <summary>A print of so many lines that pushes out so much.</summary>
    public static byte[] Lines(string comment, int lines = 10, double mmEach = 1)
    {
        var text = new StringBuilder($"; {comment}\nG28\nM83\nG1 Z0.2 F600\n");
        for (int i = 0; i < lines; i++)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"G1 X{20 + i % 2 * 50} Y{20 + i % 50} E{mmEach} F1800\n"
            );
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>What of the store's folders lies on the disk, without folders.</summary>
    public string[] OnDisk() =>
        [.. Directory.GetFiles(Storage.Data.Files, "*", SearchOption.AllDirectories).Select(Path.GetFileName)!];

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await People.DisposeAsync();
    }
}
