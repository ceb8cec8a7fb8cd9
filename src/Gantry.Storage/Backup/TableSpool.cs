using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>
/// The tables of one moment, in temporary files without a name: an archive wants to know sizes beforehand, and a killed process
/// must not leave a copy of everything lying about.
/// </summary>
internal sealed class TableSpool(DataDirectory data) : IDisposable
{
    private readonly Dictionary<string, FileStream> _files = [];

    /// <summary>Rows of all tables.</summary>
    public long Rows { get; private set; }

    /// <summary>The tables, each after those that it refers to.</summary>
    public IEnumerable<string> Tables => BackupTables.Saved.Where(_files.ContainsKey);

    /// <summary>Takes a table.</summary>
    public async Task AddAsync(SqlSession sql, string table, CancellationToken cancellationToken)
    {
        FileStream file = Create();
        _files.Add(table, file);
        Rows += await TableWriter.WriteAsync(sql, table, file, cancellationToken);
        await file.FlushAsync(cancellationToken);
    }

    /// <summary>Reads a table; the stream belongs to the spool.</summary>
    public FileStream Open(string table)
    {
        _files[table].Position = 0;
        return _files[table];
    }

    /// <summary>The unit of work begins anew.</summary>
    public void Clear()
    {
        Rows = 0;
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FileStream file in _files.Values)
            file.Dispose();
        _files.Clear();
    }

    private FileStream Create()
    {
        string path = Path.Combine(data.Root, $"backup-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
        return file;
    }
}
