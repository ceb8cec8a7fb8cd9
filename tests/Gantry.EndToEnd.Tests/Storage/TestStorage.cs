using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>A storage of its own for a test, on either database, gone afterwards.</summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly List<GantryStorage> _opened = [];

    private TestStorage(DirectoryInfo folder, DatabaseAddress address)
    {
        _folder = folder;
        Address = address;
    }

    public TestClock Clock { get; } = new();

    public DatabaseAddress Address { get; }

    public DataDirectory Data => new(Path.Combine(_folder.FullName, "data"));

    public FileStoreOptions Files { get; set; } = new() { FreeSpaceFloor = 0 };

    /// <summary>The storage.</summary>
    public GantryStorage Storage => _opened[0];

    public IStore Store => Storage.Store;

    /// <summary>An opened storage.</summary>
    public static async Task<TestStorage> OpenAsync(DatabaseKind kind, FileStoreOptions? files = null)
    {
        TestStorage test = await PrepareAsync(kind);
        if (files is not null)
            test.Files = files;
        await test.OpenAsync();
        return test;
    }

    /// <summary>One that nobody has opened yet.</summary>
    public static async Task<TestStorage> PrepareAsync(DatabaseKind kind)
    {
        DatabaseAddress address = DatabaseAddress.Sqlite;
        if (kind == DatabaseKind.Postgres)
        {
            var server = (PostgresServer)(await TestContext.Current.GetFixture(typeof(PostgresServer)))!;
            address = DatabaseAddress.Parse(await server.NewSchemaAsync());
        }
        return new TestStorage(Directory.CreateTempSubdirectory("gantry-test-"), address);
    }

    /// <summary>Opens it, or opens it once more as another process would.</summary>
    public async Task<GantryStorage> OpenAsync(string node = "one", TimeProvider? time = null)
    {
        GantryStorage storage = await GantryStorage.OpenAsync(
            Options(node),
            // On SQLite a second server is refused; a tool beside it is not.
            _opened.Count == 0
            || Address.Kind == DatabaseKind.Postgres
                ? StorageUse.Serve
                : StorageUse.Attend,
            time ?? Clock,
            NullLoggerFactory.Instance,
            TestContext.Current.CancellationToken
        );
        _opened.Add(storage);
        return storage;
    }

    /// <summary>The options of a node; on PostgreSQL each has a data directory of its own.</summary>
    public StorageOptions Options(string node) =>
        new()
        {
            Data = Address.Kind == DatabaseKind.Sqlite ? Data : new DataDirectory(Data.Root + "-" + node),
            Database = Address,
            Files = Files with { Directory = Files.Directory ?? Data.Files },
            Node = node,
        };

    /// <summary>Closes everything that is open.</summary>
    public async Task CloseAsync()
    {
        foreach (GantryStorage storage in _opened)
            await storage.DisposeAsync();
        _opened.Clear();
    }

    /// <summary>Puts bytes into the store.</summary>
    public async Task<ContentHash> KeepAsync(byte[] bytes)
    {
        using StagedFile staged = await Storage.Files.StageAsync(
            (to, stop) => to.WriteAsync(bytes, stop).AsTask(),
            ExpectedContent.Unknown,
            TestContext.Current.CancellationToken
        );
        await Storage.Files.KeepAsync(staged, TestContext.Current.CancellationToken);
        return staged.Hash;
    }

    /// <summary>Puts a file with bytes of its own into the library.</summary>
    public async Task<LibraryFile> AddFileAsync(string name, FileFacts? facts = null, long folder = Folder.RootId)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(name + folder);
        ContentHash hash = await KeepAsync(bytes);
        return await Store.WriteAsync(
            s =>
                s.Files.AddAsync(
                    new NewFile
                    {
                        FolderId = folder,
                        Name = name,
                        ContentHash = hash,
                        Size = bytes.Length,
                        Facts = facts ?? new FileFacts(),
                        UploaderName = "Ada",
                    },
                    TestContext.Current.CancellationToken
                ),
            TestContext.Current.CancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }
}
