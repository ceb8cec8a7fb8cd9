using Gantry.Storage.Library;

namespace Gantry.Storage.Backup;

/// <summary>What the database was at one moment, besides its tables.</summary>
/// <param name="Contents">The bytes that are in the books.</param>
/// <param name="LastIds">Where the tables are that count.</param>
/// <param name="Secrets">The secrets in plain; null when they are left out.</param>
internal sealed record BackupSnapshot(
    IReadOnlyList<Content> Contents,
    IReadOnlyDictionary<string, long> LastIds,
    IReadOnlyDictionary<string, string>? Secrets
);
