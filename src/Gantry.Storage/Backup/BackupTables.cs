namespace Gantry.Storage.Backup;

/// <summary>What of the database goes into a backup.</summary>
internal static class BackupTables
{
    /// <summary>The tables, each after those that it refers to.</summary>
    public static IReadOnlyList<string> Saved { get; } =
    [
        "users",
        "api_keys",
        "quotas",
        Contents,
        "thumbnails",
        Folders,
        "files",
        "file_tags",
        "printers",
        "printer_tags",
        "printer_status",
        "maintenance_tasks",
        "maintenance_log",
        "jobs",
        "job_variants",
        "prints",
        "print_temperatures",
        "print_logs",
        "audit",
        "settings",
        "events",
        "outbox",
    ];

    /// <summary>
    /// What stays behind: who is signed in, what the nodes of a moment know of each other, how it went last with notices, and the
    /// secrets, which go another way.
    /// </summary>
    public static IReadOnlyList<string> Left { get; } =
    [
        "sessions",
        "content_holds",
        "idempotency_keys",
        "nodes",
        "notice_deliveries",
        "printer_owners",
        "schema_versions",
        "secrets",
    ];

    /// <summary>The books of the bytes.</summary>
    public const string Contents = "contents";

    /// <summary>The folders, of which a new database has one.</summary>
    public const string Folders = "folders";

    /// <summary>Where PostgreSQL keeps bytes is another place after a restore.</summary>
    public static bool IsLeft(string table, string column) => table == Contents && column == "large_object";

    /// <summary>Tables in which a row means that somebody works with the database.</summary>
    public static IReadOnlyList<string> SignsOfUse { get; } =
    ["users", "printers", "files", "jobs", "prints", "audit", "settings"];
}
