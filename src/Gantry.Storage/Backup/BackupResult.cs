namespace Gantry.Storage.Backup;

/// <summary>What a backup holds, or what was restored of it.</summary>
public sealed record BackupResult
{
    /// <summary>Rows of all tables.</summary>
    public required long Rows { get; init; }

    /// <summary>Files whose bytes are in it.</summary>
    public required int Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Passwords and keys of others that are in it; 0 without a passphrase.</summary>
    public required int Secrets { get; init; }

    /// <summary>Files whose bytes the store had lost or spoiled, by their hashes.</summary>
    public required IReadOnlyList<string> Damaged { get; init; }

    /// <summary>When the backup was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
