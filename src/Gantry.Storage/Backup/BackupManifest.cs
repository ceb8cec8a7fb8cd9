namespace Gantry.Storage.Backup;

/// <summary>The first entry of a backup: what it is.</summary>
internal sealed record BackupManifest
{
    /// <summary>The only form there is.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The form of the file.</summary>
    public required int Format { get; init; }

    /// <summary>The version of the schema that the tables have.</summary>
    public required int Schema { get; init; }

    /// <summary>The program that wrote it.</summary>
    public required string Program { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Files whose bytes are in it.</summary>
    public required int Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>How the secrets are sealed; null: they were left out.</summary>
    public BackupSeal? Seal { get; init; }

    /// <summary>The last id of each table that counts, so that no id is given twice.</summary>
    public required IReadOnlyDictionary<string, long> LastIds { get; init; }
}
