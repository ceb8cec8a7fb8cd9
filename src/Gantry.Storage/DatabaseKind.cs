namespace Gantry.Storage;

/// <summary>Where the records are kept.</summary>
public enum DatabaseKind
{
    /// <summary>In a file of the data directory, by the SQLite library; no server to install.</summary>
    Sqlite,

    /// <summary>On a PostgreSQL server, which several nodes share.</summary>
    Postgres,
}
