namespace Gantry.Storage.Sql;

/// <summary>A database below the repositories: how its transactions are run.</summary>
internal interface ISqlDatabase : IAsyncDisposable
{
    /// <summary>The database's words.</summary>
    SqlDialect Dialect { get; }

    /// <summary>Runs reading statements on one consistent picture.</summary>
    Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Runs statements in one transaction, and ends when it is safe on the disk.</summary>
    /// <param name="write">The statements.</param>
    /// <param name="committed">Called once, when it is; must be quick.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, Action? committed, CancellationToken cancellationToken);
}
