using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Gantry.Storage.Sql;

/// <summary>A thread that reads; several of them work side by side, and beside the writer.</summary>
internal sealed class SqliteReader(
    string name,
    SqliteConnection connection,
    BlockingCollection<SqliteWork> queue,
    TimeProvider time
) : SqliteThread(name, connection, queue, time)
{
    protected override void Do(SqliteWork work)
    {
        try
        {
            Execute("BEGIN");
            Run(work);
            Execute("COMMIT");
        }
        catch (Exception e)
        {
            Abandon();
            work.Fail(e);
            return;
        }
        work.Complete();
    }
}
