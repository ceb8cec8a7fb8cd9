using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Gantry.Storage.Sql;

/// <summary>
/// A thread of its own with a connection of its own, because SQLite's calls block: on a memory card a commit can take a tenth
/// of a second. Takes work from a queue that several threads may share.
/// </summary>
internal abstract class SqliteThread : IDisposable
{
    private readonly BlockingCollection<SqliteWork> _queue;
    private readonly ThreadPump _pump = new();
    private readonly Thread _thread;
    private readonly TimeProvider _time;

    protected SqliteThread(
        string name,
        SqliteConnection connection,
        BlockingCollection<SqliteWork> queue,
        TimeProvider time
    )
    {
        Connection = connection;
        _queue = queue;
        _time = time;
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
    }

    protected SqliteConnection Connection { get; }

    /// <summary>Begins to work.</summary>
    public void Start() => _thread.Start();

    /// <summary>Waits until the queue, which nobody adds to any more, is empty.</summary>
    public void Dispose()
    {
        if (!_thread.ThreadState.HasFlag(ThreadState.Unstarted))
            _thread.Join();
        Connection.Dispose();
        _pump.Dispose();
    }

    /// <summary>Does a piece of work, and perhaps more from the queue together with it.</summary>
    protected abstract void Do(SqliteWork work);

    /// <summary>Takes what waits already.</summary>
    protected bool TryTake(out SqliteWork? work) => _queue.TryTake(out work);

    /// <summary>Runs the statements of a piece of work.</summary>
    protected void Run(SqliteWork work)
    {
        var session = new SqlSession(Connection, null, SqlDialect.Sqlite, "", _time.GetUtcNow());
        _pump.Run(() => work.RunAsync(session));
    }

    protected void Execute(string sql) => SqliteConnections.Execute(Connection, sql);

    /// <summary>Whether no transaction is open, because SQLite ended it after a grave error.</summary>
    protected bool IsIdle => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) != 0;

    /// <summary>Ends the transaction, if there still is one, and changes nothing.</summary>
    protected void Abandon()
    {
        if (!IsIdle)
            Execute("ROLLBACK");
    }

    private void Loop()
    {
        foreach (SqliteWork work in _queue.GetConsumingEnumerable())
            if (work.CancellationToken.IsCancellationRequested)
                work.Fail(new OperationCanceledException());
            else
                Do(work);
    }
}
