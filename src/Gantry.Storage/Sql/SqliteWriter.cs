using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Gantry.Storage.Sql;

/// <summary>
/// The one thread that writes. What waits while it works is put into one commit, so that a hundred small changes cost one sync
/// of the disk; each has a savepoint, so that one that fails takes no other with it.
/// </summary>
internal sealed class SqliteWriter(
    string name,
    SqliteConnection connection,
    BlockingCollection<SqliteWork> queue,
    TimeProvider time
) : SqliteThread(name, connection, queue, time)
{
    /// <summary>Nobody shall wait for more than this many others.</summary>
    private const int MaxTogether = 64;

    private readonly List<SqliteWork> _written = [];

    protected override void Do(SqliteWork work)
    {
        _written.Clear();
        try
        {
            // At once, not with the first change: two writers that began by reading could not both go on.
            Execute("BEGIN IMMEDIATE");
        }
        catch (Exception e)
        {
            work.Fail(e);
            return;
        }
        SqliteWork? next = work;
        while (next is not null && Write(next))
            if (_written.Count >= MaxTogether || !TryTake(out next))
                break;
        Commit();
    }

    /// <summary>Writes one, and says whether the transaction is still there for others.</summary>
    private bool Write(SqliteWork work)
    {
        if (work.CancellationToken.IsCancellationRequested)
        {
            work.Fail(new OperationCanceledException());
            return true;
        }
        try
        {
            Execute("SAVEPOINT work");
            Run(work);
            Execute("RELEASE work");
            _written.Add(work);
            return true;
        }
        catch (Exception e)
        {
            work.Fail(e);
            return TakeBack();
        }
    }

    private bool TakeBack()
    {
        try
        {
            if (IsIdle)
                return false;
            Execute("ROLLBACK TO work; RELEASE work");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private void Commit()
    {
        try
        {
            if (IsIdle)
                throw new StorageUnavailableException(
                    "The database gave up a transaction because of a grave error: nothing of it was saved."
                );
            Execute("COMMIT");
        }
        catch (Exception e)
        {
            Abandon();
            foreach (SqliteWork work in _written)
                work.Fail(e);
            return;
        }
        foreach (SqliteWork work in _written)
            work.Complete();
    }
}
