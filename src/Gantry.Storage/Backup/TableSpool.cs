using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>The tables of one moment, in temporary files that nobody else can read: an archive wants to know sizes beforehand.</summary>
internal sealed class TableSpool : IDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, string> _paths = [];

    public TableSpool(DataDirectory data)
    {
        string path = Path.Combine(data.Root, $"backup-{Path.GetRandomFileName()}");
        DataDirectory.Create(path);
        _folder = new DirectoryInfo(path);
    }

    /// <summary>Rows of all tables.</summary>
    public long Rows { get; private set; }

    /// <summary>The tables, each after those that it refers to.</summary>
    public IEnumerable<string> Tables => BackupTables.Saved.Where(_paths.ContainsKey);

    /// <summary>Takes a table.</summary>
    public async Task AddAsync(SqlSession sql, string table, CancellationToken cancellationToken)
    {
        string path = Path.Combine(_folder.FullName, table);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        Rows += await TableWriter.WriteAsync(sql, table, file, cancellationToken);
        _paths[table] = path;
    }

    /// <summary>Reads a table.</summary>
    public FileStream Open(string table) => File.OpenRead(_paths[table]);

    /// <summary>The unit of work begins anew.</summary>
    public void Clear()
    {
        Rows = 0;
        _paths.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
