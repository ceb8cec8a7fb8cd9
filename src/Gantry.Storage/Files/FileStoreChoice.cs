using Gantry.Storage.Sql;

namespace Gantry.Storage.Files;

/// <summary>
/// Where the bytes of files are kept: where somebody says, as long as none are kept elsewhere already. A store that does not
/// hold what the books say would show every file and give back none.
/// </summary>
internal static class FileStoreChoice
{
    /// <summary>Whether the database can keep files at all, if it is to.</summary>
    /// <exception cref="StorageException">It cannot.</exception>
    public static void Check(StorageOptions options)
    {
        if (options.FilesKind == FileStoreKind.LargeObjects && options.Database.Kind != DatabaseKind.Postgres)
            throw new StorageException(
                "Files can be kept in the database only when that is PostgreSQL. Name one with --database, or keep files in a directory."
            );
    }

    /// <summary>The options with the kind of store that is right for this database.</summary>
    /// <exception cref="StorageException">Files are kept elsewhere already, or their directory is not there.</exception>
    public static async Task<FileStoreOptions> MakeAsync(
        StorageOptions options,
        ISqlDatabase database,
        CancellationToken cancellationToken
    )
    {
        bool inDirectory = await database.ReadAsync(
            s => ExistsAsync(s, "large_object IS NULL", cancellationToken),
            cancellationToken
        );
        bool inDatabase =
            !inDirectory && await database.ReadAsync(s => ExistsAsync(s, "TRUE", cancellationToken), cancellationToken);
        FileStoreKind kind = options.FilesKind ?? (inDatabase ? FileStoreKind.LargeObjects : FileStoreKind.Directory);
        if (kind == FileStoreKind.Directory && inDatabase)
            throw Elsewhere("in the database", "a directory", "'--files DIR'");
        if (kind == FileStoreKind.LargeObjects && inDirectory)
            throw Elsewhere("in a directory", "the database", "'--files database'");
        if (kind == FileStoreKind.Directory && inDirectory && !Directory.Exists(options.FilesDirectory))
            throw new StorageException(
                $"The directory {options.FilesDirectory} is not there, though the library has files in it. Name the right one with --files, or bring its disk back; if they are lost, make it, and all else goes on."
            );
        return options.Files with { Kind = kind };
    }

    private static Task<bool> ExistsAsync(SqlSession sql, string what, CancellationToken cancellationToken) =>
        sql.GetAsync<bool>($"SELECT EXISTS (SELECT 1 FROM contents WHERE {what})", null, cancellationToken);

    private static StorageException Elsewhere(string are, string wanted, string option) =>
        new(
            $"The files of this library are {are}, not in {wanted}. Leave {option} away; to move them, make a backup and restore it with {option} into an empty place."
        );
}
