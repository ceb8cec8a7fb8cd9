namespace Gantry.Storage.Backup;

/// <summary>The last entry of a backup: shows that nothing is cut off, and what the tables must be.</summary>
internal sealed record BackupEnd
{
    /// <summary>The SHA-256 of each table's entry, in hexadecimal digits.</summary>
    public required IReadOnlyDictionary<string, string> Tables { get; init; }

    /// <summary>The SHA-256 of the manifest.</summary>
    public required string Manifest { get; init; }

    /// <summary>Entries with bytes of files.</summary>
    public required int Files { get; init; }

    /// <summary>Hashes of files whose bytes the store had lost or spoiled already.</summary>
    public required IReadOnlyList<string> Damaged { get; init; }
}
