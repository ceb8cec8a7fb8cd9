using Microsoft.Data.Sqlite;

namespace Gantry.Storage.Sql;

/// <summary>How the database file is opened.</summary>
internal static class SqliteConnections
{
    /// <summary>Seconds that another process may keep the database before a call fails.</summary>
    private const int BusySeconds = 10;

    // FULL: the log is synced at every commit, so that a power cut takes nothing back (NORMAL would). fullfsync is for macOS,
    // where fsync alone leaves the bytes in the disk's cache. trusted_schema is off for databases of doubtful origin.
    private const string Settings = """
        PRAGMA busy_timeout = 10000;
        PRAGMA synchronous = FULL;
        PRAGMA fullfsync = ON;
        PRAGMA checkpoint_fullfsync = ON;
        PRAGMA foreign_keys = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA temp_store = MEMORY;
        """;

    /// <summary>Opens the file, creating it if it is missing.</summary>
    public static SqliteConnection OpenWriter(string path)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        // Readers go on while somebody writes, and a commit is one write to the end of one file.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864;");
        return connection;
    }

    /// <summary>Opens the file to read.</summary>
    public static SqliteConnection OpenReader(string path)
    {
        SqliteConnection connection = Open(path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA query_only = ON; PRAGMA mmap_size = 268435456;");
        return connection;
    }

    /// <summary>Runs statements that give nothing back.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        SqliteLibrary.Register();
        var address = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        };
        var connection = new SqliteConnection(address.ConnectionString);
        try
        {
            connection.Open();
            Execute(connection, Settings);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
