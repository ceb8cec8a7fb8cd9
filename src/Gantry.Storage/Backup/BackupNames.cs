using System.Diagnostics.CodeAnalysis;
using Gantry.Storage.Files;

namespace Gantry.Storage.Backup;

/// <summary>The names of entries in a backup. There are no others, and none of them ever becomes a path.</summary>
internal static class BackupNames
{
    public const string Manifest = "gantry-backup.json";
    public const string Secrets = "secrets.sealed";
    public const string End = "end.json";

    private const string TablePrefix = "tables/";
    private const string TableSuffix = ".jsonl";
    private const string FilePrefix = "files/";

    public static string OfTable(string table) => TablePrefix + table + TableSuffix;

    public static string OfFile(ContentHash hash) => FilePrefix + hash;

    public static bool TryParseTable(string name, [NotNullWhen(true)] out string? table)
    {
        table = null;
        if (
            name.StartsWith(TablePrefix, StringComparison.Ordinal)
            && name.EndsWith(TableSuffix, StringComparison.Ordinal)
        )
            table = name[TablePrefix.Length..^TableSuffix.Length];
        return table is not null && BackupTables.Saved.Contains(table);
    }

    public static bool TryParseFile(string name, out ContentHash hash)
    {
        hash = default;
        return name.StartsWith(FilePrefix, StringComparison.Ordinal)
            && ContentHash.TryParse(name[FilePrefix.Length..], out hash)
            && name == OfFile(hash);
    }
}
