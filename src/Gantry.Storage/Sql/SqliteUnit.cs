namespace Gantry.Storage.Sql;

/// <summary>A unit of work with a result.</summary>
internal sealed class SqliteUnit<T>(
    Func<SqlSession, Task<T>> run,
    Action? committed,
    CancellationToken cancellationToken
) : SqliteWork
{
    // Who waits goes on somewhere else: the thread has other work to do.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Ends when the work is saved.</summary>
    public Task<T> Done => _done.Task;

    public override CancellationToken CancellationToken => cancellationToken;

    public override async Task RunAsync(SqlSession session) => _result = await run(session);

    public override void Complete()
    {
        committed?.Invoke();
        _done.TrySetResult(_result!);
    }

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException)
            _done.TrySetCanceled(cancellationToken);
        else
            _done.TrySetException(SqlErrors.Translate(error) ?? error);
    }
}
