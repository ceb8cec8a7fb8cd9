using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Gantry.Storage.Sql;

/// <summary>What the databases say, in the words of this room.</summary>
internal static class SqlErrors
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteConstraint = 19;
    private const int SqliteNotADatabase = 26;
    private const int SqliteForeignKey = 787;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;

    /// <summary>An exception for those above; null when the error is not the database's.</summary>
    public static StorageException? Translate(Exception error) =>
        error switch
        {
            StorageException known => known,
            SqliteException sqlite => FromSqlite(sqlite),
            PostgresException postgres => FromPostgres(postgres),
            DbException { InnerException: TimeoutException } slow => new StorageBusyException(
                "The database did not answer in time. Look at its load, or try again.",
                slow
            ),
            DbException other => Unavailable(other),
            _ => null,
        };

    /// <summary>Whether the same work may succeed when it is done once more (deadlock, serialisation).</summary>
    public static bool MayBeRepeated(Exception error) =>
        error
            is PostgresException
            {
                SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            };

    private static StorageException FromSqlite(SqliteException e) =>
        e.SqliteErrorCode switch
        {
            SqliteBusy or SqliteLocked => new StorageBusyException(
                "Another process kept the database for too long. Try again; if it stays so, look which process that is.",
                e
            ),
            SqliteFull => Full(e),
            SqliteCorrupt or SqliteNotADatabase => new StorageException(
                "The database file is damaged. Stop gantry, keep the file, and restore the last backup.",
                e
            ),
            SqliteConstraint when e.SqliteExtendedErrorCode is SqliteUnique or SqlitePrimaryKey => Taken(e),
            SqliteConstraint when e.SqliteExtendedErrorCode == SqliteForeignKey => InUse(e),
            SqliteConstraint => new StorageException($"The database refuses this: {e.Message}", e),
            _ => Unavailable(e),
        };

    private static StorageException FromPostgres(PostgresException e) =>
        e.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation => Taken(e),
            PostgresErrorCodes.ForeignKeyViolation => InUse(e),
            PostgresErrorCodes.DiskFull => Full(e),
            PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.QueryCanceled
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure => new StorageBusyException(
                "Others kept the same records for too long. Try again.",
                e
            ),
            _ when e.SqlState.StartsWith("23", StringComparison.Ordinal)
                    || e.SqlState == PostgresErrorCodes.RaiseException => new StorageException(
                $"The database refuses this: {e.MessageText}",
                e
            ),
            _ => Unavailable(e),
        };

    private static NameTakenException Taken(DbException e) =>
        new("Something with this name or key is there already. Choose another one.", e);

    private static StillInUseException InUse(DbException e) =>
        new("Something else needs this, or it names something that is not there. Look at both, then try again.", e);

    private static NotEnoughSpaceException Full(DbException e) =>
        new("The disk of the database is full: nothing was saved. Free some space, then try again.", e);

    private static StorageUnavailableException Unavailable(DbException e) =>
        new($"The database cannot be used: {e.Message}", e);
}
