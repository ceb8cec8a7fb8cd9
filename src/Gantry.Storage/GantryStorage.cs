using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.Settings;
using Gantry.Storage.Sql;
using Microsoft.Extensions.Logging;

namespace Gantry.Storage;

/// <summary>Everything that outlives the process: the database, the files, and what the nodes of a cluster share.</summary>
public sealed class GantryStorage : IAsyncDisposable
{
    private readonly Stack<object> _opened = new();

    private GantryStorage(StorageOptions options, DateTimeOffset openedAt) => (Options, OpenedAt) = (options, openedAt);

    /// <summary>When it was opened, to the millisecond: what tells this start of the node from earlier ones.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Where everything is kept.</summary>
    public StorageOptions Options { get; private set; }

    /// <summary>The database.</summary>
    public IStore Store { get; private set; } = null!;

    /// <summary>The bytes of files.</summary>
    public IFileStore Files { get; private set; } = null!;

    /// <summary>Tells what changed.</summary>
    public IChangeFeed Changes { get; private set; } = null!;

    /// <summary>Who drives which printer.</summary>
    public IPrinterOwnership Ownership { get; private set; } = null!;

    /// <summary>The database below the repositories.</summary>
    internal ISqlDatabase Database { get; private set; } = null!;

    /// <summary>What seals the secrets.</summary>
    internal SecretBox Secrets { get; private set; } = null!;

    /// <summary>A key that all nodes of the cluster have, for one purpose: made of the key file, which they share.</summary>
    /// <exception cref="SecretKeyException">The key file is damaged, or cannot be written.</exception>
    public byte[] DeriveKey(string purpose) => Secrets.Derive(purpose);

    /// <summary>Opens it.</summary>
    /// <exception cref="StorageException">It cannot be opened; the message says why and what to do.</exception>
    /// <exception cref="IOException">The data directory cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The data directory may not be used.</exception>
    public static async Task<GantryStorage> OpenAsync(
        StorageOptions options,
        StorageUse use,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var storage = new GantryStorage(
            options,
            DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds())
        );
        try
        {
            await storage.OpenAsync(use, time, loggers, cancellationToken);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        while (_opened.TryPop(out object? part))
            if (part is IAsyncDisposable slow)
                await slow.DisposeAsync();
            else if (part is IDisposable quick)
                quick.Dispose();
    }

    private async Task OpenAsync(
        StorageUse use,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        FileStoreChoice.Check(Options);
        if (use == StorageUse.Serve)
            _opened.Push(Options.Data.Lock());
        Secrets = new SecretBox(Options.Data.SecretKey);
        PostgresDatabase? postgres =
            Options.Database.Kind == DatabaseKind.Postgres ? new PostgresDatabase(Options.Database, time) : null;
        Database = postgres is null ? OpenSqlite(use, time) : postgres;
        _opened.Push(Database);
        var migrator = new Migrator(Database);
        if (use == StorageUse.Serve)
            await migrator.MigrateAsync(null, cancellationToken);
        else
            await migrator.CheckAsync(cancellationToken);
        if (postgres is null)
            OpenLocal(time);
        else
            await OpenClusterAsync(postgres, time, loggers, cancellationToken);
        Options = Options with { Files = await FileStoreChoice.MakeAsync(Options, Database, cancellationToken) };
        Files = OpenFiles(Options, Database, time);
    }

    private SqliteDatabase OpenSqlite(StorageUse use, TimeProvider time)
    {
        if (use == StorageUse.Attend && !File.Exists(Options.Data.Database))
            throw new StorageException(
                $"{Options.Data.Root} holds no database of gantry. Name the data directory with --data."
            );
        return SqliteDatabase.Open(Options.Data.Database, time);
    }

    private void OpenLocal(TimeProvider time)
    {
        var changes = new LocalChangeFeed();
        Changes = changes;
        Ownership = new LocalOwnership(Database, Options.Node, time);
        Store = new Store(Database, Secrets, changes);
    }

    private async Task OpenClusterAsync(
        PostgresDatabase postgres,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        var changes = new PostgresChangeFeed(postgres, time, loggers.CreateLogger<PostgresChangeFeed>());
        _opened.Push(changes);
        Changes = changes;
        var ownership = new PostgresOwnership(postgres, Options.Node, time);
        _opened.Push(ownership);
        Ownership = ownership;
        Store = new Store(Database, Secrets, null);
        await changes.Listening.WaitAsync(cancellationToken);
    }

    /// <summary>The file store over an open database.</summary>
    internal static IFileStore OpenFiles(StorageOptions options, ISqlDatabase database, TimeProvider time) =>
        options.FilesKind == FileStoreKind.LargeObjects
            ? new LargeObjectFileStore(database, new LocalCache(options.Data.Cache, options.Files), options.Files, time)
            : new DirectoryFileStore(database, options.FilesDirectory, options.Files, time);
}
