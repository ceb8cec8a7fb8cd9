namespace Gantry.Storage.Sql;

/// <summary>A unit of work that waits for, or is on, SQLite's thread.</summary>
internal abstract class SqliteWork
{
    /// <summary>Asks to give up as long as it has not begun.</summary>
    public abstract CancellationToken CancellationToken { get; }

    /// <summary>Runs it; what comes out is kept until it is clear whether it was saved.</summary>
    public abstract Task RunAsync(SqlSession session);

    /// <summary>It is saved: tells the one who asked for it.</summary>
    public abstract void Complete();

    /// <summary>It is not saved.</summary>
    public abstract void Fail(Exception error);
}
