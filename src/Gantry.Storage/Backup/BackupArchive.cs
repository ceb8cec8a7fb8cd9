using System.Security.Cryptography;
using Gantry.Storage.Files;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Backup;

/// <summary>A backup that was looked through from end to end before anything is done with it.</summary>
internal sealed class BackupArchive : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Dictionary<string, TarPart> _tables = [];
    private readonly List<(ContentHash Hash, TarPart Part)> _files = [];
    private TarPart? _secrets;

    private BackupArchive(SafeFileHandle file) => _file = file;

    public BackupManifest Manifest { get; private set; } = null!;

    public BackupEnd End { get; private set; } = null!;

    public IReadOnlyDictionary<string, TarPart> Tables => _tables;

    /// <summary>The bytes of files, without those that were spoiled when they were copied.</summary>
    public IReadOnlyList<(ContentHash Hash, TarPart Part)> Files => _files;

    /// <summary>Looks through a backup.</summary>
    /// <param name="path">The file.</param>
    /// <param name="newestSchema">The schema that this program knows.</param>
    /// <param name="maxFileBytes">The most bytes that a file may have.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="BackupException">It is none that may be restored; the message says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<BackupArchive> OpenAsync(
        string path,
        int newestSchema,
        long maxFileBytes,
        CancellationToken cancellationToken
    )
    {
        var archive = new BackupArchive(File.OpenHandle(path, options: FileOptions.Asynchronous));
        try
        {
            await archive.ReadAsync(newestSchema, maxFileBytes, cancellationToken);
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The sealed secrets; null when they were left out.</summary>
    public async Task<byte[]?> ReadSecretsAsync(CancellationToken cancellationToken) =>
        _secrets is null ? null : await ReadAllAsync(_secrets, BackupSecrets.MaxBytes, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private async Task ReadAsync(int newestSchema, long maxFileBytes, CancellationToken cancellationToken)
    {
        string manifestHash = "";
        bool isFirst = true;
        await foreach (TarPart part in StrictTar.ReadAsync(_file, cancellationToken))
        {
            if (End is not null)
                throw new BackupException("The backup goes on after its end: refused.");
            if (isFirst)
                manifestHash = await ReadManifestAsync(part, newestSchema, cancellationToken);
            else if (part.Name == BackupNames.End)
                End = BackupJson.Read<BackupEnd>(await ReadAllAsync(part, BackupJson.MaxBytes, cancellationToken));
            else
                Take(part, maxFileBytes);
            isFirst = false;
        }
        if (End is null)
            throw new BackupException("The backup is cut off: copy it again.");
        if (End.Manifest != manifestHash || End.Files != _files.Count)
            throw new BackupException("The backup was changed, or parts of it are missing.");
        await CheckTablesAsync(cancellationToken);
        var damaged = End.Damaged.ToHashSet();
        _files.RemoveAll(f => damaged.Contains(f.Hash.ToString()));
    }

    private async Task<string> ReadManifestAsync(TarPart part, int newestSchema, CancellationToken cancellationToken)
    {
        if (part.Name != BackupNames.Manifest)
            throw new BackupException("This is no backup of gantry.");
        byte[] json = await ReadAllAsync(part, BackupJson.MaxBytes, cancellationToken);
        Manifest = BackupJson.Read<BackupManifest>(json);
        if (Manifest.Format != BackupManifest.CurrentFormat || Manifest.Schema > newestSchema || Manifest.Schema < 1)
            throw new BackupException(
                $"The backup is of {Manifest.Program} with schema {Manifest.Schema}; this program knows {newestSchema} at most. Restore it with that version or a later one."
            );
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }

    private void Take(TarPart part, long maxFileBytes)
    {
        bool isGood;
        if (BackupNames.TryParseTable(part.Name, out string? table))
            isGood = _files.Count == 0 && _tables.TryAdd(table, part);
        else if (BackupNames.TryParseFile(part.Name, out ContentHash hash))
        {
            // In their order, so that none can be there twice.
            string last = _files.Count > 0 ? _files[^1].Hash.ToString() : "";
            isGood = string.CompareOrdinal(hash.ToString(), last) > 0;
            if (part.Size > maxFileBytes)
                throw new BackupException(
                    $"A file in the backup has {part.Size} bytes, more than {maxFileBytes} are taken."
                );
            _files.Add((hash, part));
        }
        else
        {
            isGood = part.Name == BackupNames.Secrets && _secrets is null && Manifest.Seal is not null;
            _secrets = part;
        }
        if (!isGood)
            throw new BackupException(
                $"The backup holds '{Shown(part.Name)}', which no backup of gantry does there: refused."
            );
    }

    private async Task CheckTablesAsync(CancellationToken cancellationToken)
    {
        foreach ((string table, TarPart part) in _tables)
        {
            await using Stream data = part.Open();
            string hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(data, cancellationToken));
            if (End.Tables.GetValueOrDefault(table) != hash)
                throw new BackupException($"The table {table} of the backup was changed.");
        }
        if (End.Tables.Count != _tables.Count)
            throw new BackupException("Tables of the backup are missing.");
    }

    private static async Task<byte[]> ReadAllAsync(TarPart part, int max, CancellationToken cancellationToken)
    {
        if (part.Size > max)
            throw new BackupException($"'{Shown(part.Name)}' of the backup is larger than it can be: refused.");
        byte[] all = new byte[part.Size];
        await using Stream data = part.Open();
        await data.ReadExactlyAsync(all, cancellationToken);
        return all;
    }

    private static string Shown(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
