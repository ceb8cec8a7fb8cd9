using System.Formats.Tar;
using System.Reflection;
using System.Security.Cryptography;
using Gantry.Storage.Files;
using Gantry.Storage.Library;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Backup;

/// <summary>
/// Copies everything to one file while the server goes on: the database as it was at one moment, and the bytes of all files that
/// were in its books then, which nobody removes until the copy is done. The file is a tar archive.
/// </summary>
public static class GantryBackup
{
    /// <summary>A copy that died keeps nobody from removing bytes for longer than this.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromHours(2);

    /// <summary>Writes a backup to a file that only this user can read. It has its name only when it is whole.</summary>
    /// <param name="storage">What to copy.</param>
    /// <param name="path">The file, which must not be there yet.</param>
    /// <param name="passphrase">Seals the secrets; null: they are left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left of it.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<BackupResult> CreateAsync(
        GantryStorage storage,
        string path,
        string? passphrase,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (File.Exists(path))
            throw new BackupException($"{path} is there already. Name another file.");
        string temporary = path + ".part";
        try
        {
            BackupResult result;
            await using (var file = new FileStream(temporary, NewFile()))
            {
                result = await CreateAsync(storage, file, passphrase, time, cancellationToken);
                await FileSync.FlushAsync(file.SafeFileHandle);
            }
            File.Move(temporary, path, overwrite: false);
            await FileSync.FlushFolderAsync(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return result;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a backup to a stream.</summary>
    /// <param name="storage">What to copy.</param>
    /// <param name="destination">Where to; need not be able to seek.</param>
    /// <param name="passphrase">Seals the secrets; null: they are left out.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    public static async Task<BackupResult> CreateAsync(
        GantryStorage storage,
        Stream destination,
        string? passphrase,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (passphrase is { Length: < BackupSecrets.MinPassphrase })
            throw new BackupException($"A passphrase has at least {BackupSecrets.MinPassphrase} characters.");
        string hold = $"backup {Guid.NewGuid()}";
        await HoldAsync(storage, hold, cancellationToken);
        try
        {
            using var spool = new TableSpool(storage.Options.Data);
            BackupSnapshot snapshot = await storage.Database.ReadAsync(
                s => TakeAsync(s, storage, spool, passphrase is not null, cancellationToken),
                cancellationToken
            );
            return await WriteAsync(storage, destination, spool, snapshot, passphrase, hold, time, cancellationToken);
        }
        finally
        {
            await storage.Store.WriteAsync(
                s => s.Contents.ReleaseAsync(hold, CancellationToken.None),
                CancellationToken.None
            );
        }
    }

    private static async Task<BackupSnapshot> TakeAsync(
        SqlSession sql,
        GantryStorage storage,
        TableSpool spool,
        bool withSecrets,
        CancellationToken cancellationToken
    )
    {
        spool.Clear();
        foreach (string table in BackupTables.Saved)
            await spool.AddAsync(sql, table, cancellationToken);
        return new BackupSnapshot(
            await sql.QueryAsync<Content>("SELECT hash, size FROM contents ORDER BY hash", null, cancellationToken),
            await LastIds.ReadAsync(sql, cancellationToken),
            withSecrets ? await BackupSecrets.ReadAsync(sql, storage.Secrets, cancellationToken) : null
        );
    }

    private static async Task<BackupResult> WriteAsync(
        GantryStorage storage,
        Stream destination,
        TableSpool spool,
        BackupSnapshot snapshot,
        string? passphrase,
        string hold,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        await using var tar = new TarWriter(destination, TarEntryFormat.Ustar, leaveOpen: true);
        BackupManifest manifest = Manifest(storage, snapshot, time);
        byte[] manifestJson = BackupJson.Write(manifest);
        await AddAsync(tar, BackupNames.Manifest, new MemoryStream(manifestJson), cancellationToken);
        var tables = new Dictionary<string, string>();
        foreach (string table in spool.Tables)
        {
            await using var data = new HashingStream(spool.Open(table));
            await AddAsync(tar, BackupNames.OfTable(table), data, cancellationToken);
            tables.Add(table, data.Hash.ToString());
        }
        if (snapshot.Secrets is { } secrets)
        {
            byte[] sealedSecrets = BackupSecrets.Seal(secrets, manifest.Seal!, passphrase!);
            await AddAsync(tar, BackupNames.Secrets, new MemoryStream(sealedSecrets), cancellationToken);
        }
        (int files, long bytes, List<string> damaged) = await AddFilesAsync(
            storage,
            tar,
            snapshot.Contents,
            hold,
            time,
            cancellationToken
        );
        var end = new BackupEnd
        {
            Tables = tables,
            Manifest = Convert.ToHexStringLower(SHA256.HashData(manifestJson)),
            Files = files,
            Damaged = damaged,
        };
        await AddAsync(tar, BackupNames.End, new MemoryStream(BackupJson.Write(end)), cancellationToken);
        return new BackupResult
        {
            Rows = spool.Rows,
            Files = files,
            Bytes = bytes,
            Secrets = snapshot.Secrets?.Count ?? 0,
            Damaged = damaged,
            CreatedAt = manifest.CreatedAt,
        };
    }

    private static async Task<(int Files, long Bytes, List<string> Damaged)> AddFilesAsync(
        GantryStorage storage,
        TarWriter tar,
        IReadOnlyList<Content> contents,
        string hold,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        int files = 0;
        long bytes = 0;
        var damaged = new List<string>();
        long heldAt = time.GetTimestamp();
        foreach (Content content in contents)
        {
            if (time.GetElapsedTime(heldAt) > Hold / 8)
            {
                await HoldAsync(storage, hold, cancellationToken);
                heldAt = time.GetTimestamp();
            }
            try
            {
                await using Stream stored = await storage.Files.OpenReadAsync(content.Hash, cancellationToken);
                if (stored.Length != content.Size)
                    throw new ContentMissingException(content.Hash);
                await using var data = new HashingStream(stored);
                await AddAsync(tar, BackupNames.OfFile(content.Hash), data, cancellationToken);
                files++;
                bytes += content.Size;
                if (data.Hash != content.Hash)
                    damaged.Add(content.Hash.ToString());
            }
            catch (ContentMissingException)
            {
                damaged.Add(content.Hash.ToString());
            }
        }
        return (files, bytes, damaged);
    }

    private static BackupManifest Manifest(GantryStorage storage, BackupSnapshot snapshot, TimeProvider time) =>
        new()
        {
            Format = BackupManifest.CurrentFormat,
            Schema = new Migrator(storage.Database).Newest,
            Program = $"gantry {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}",
            CreatedAt = time.GetUtcNow(),
            Files = snapshot.Contents.Count,
            Bytes = snapshot.Contents.Sum(c => c.Size),
            Seal = snapshot.Secrets is null ? null : BackupSecrets.NewSeal(),
            LastIds = snapshot.LastIds,
        };

    private static async Task AddAsync(TarWriter tar, string name, Stream data, CancellationToken cancellationToken)
    {
        var entry = new UstarTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = data,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await tar.WriteEntryAsync(entry, cancellationToken);
    }

    private static Task HoldAsync(GantryStorage storage, string hold, CancellationToken cancellationToken) =>
        storage.Store.WriteAsync(
            s => s.Contents.HoldAsync(hold, "a backup", s.Now + Hold, cancellationToken),
            cancellationToken
        );

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
