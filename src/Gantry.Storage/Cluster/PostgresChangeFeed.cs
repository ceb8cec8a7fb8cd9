using Gantry.Storage.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gantry.Storage.Cluster;

/// <summary>
/// Changes between nodes by LISTEN and NOTIFY. One connection listens; when it breaks, it is opened again, and all listeners
/// are told that they may have missed something.
/// </summary>
internal sealed partial class PostgresChangeFeed : IChangeFeed, IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ChangeHub _hub = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PostgresDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Task _loop;

    public PostgresChangeFeed(PostgresDatabase database, TimeProvider time, ILogger logger)
    {
        _database = database;
        _time = time;
        _logger = logger;
        _loop = LoopAsync(_stop.Token);
    }

    /// <summary>The name that the database's notices have: other schemas of the same database have others.</summary>
    public static string Channel(string schema) => "gantry_" + schema;

    /// <summary>Ends when it listens for the first time.</summary>
    public Task Listening => _listening.Task;

    public IChangeSubscription Subscribe(int capacity) => _hub.Subscribe(capacity);

    public async Task PublishAsync(Change change, CancellationToken cancellationToken)
    {
        ChangeText.Check(change);
        await _database.WriteAsync(session => NotifyAsync(session, change, cancellationToken), null, cancellationToken);
    }

    /// <summary>Tells of a change when the transaction is committed.</summary>
    public static Task<int> NotifyAsync(SqlSession session, Change change, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "SELECT pg_notify(@channel, @payload)",
            new { channel = Channel(session.Schema), payload = ChangeText.Write(change) },
            cancellationToken
        );

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        TimeSpan pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
            try
            {
                await ListenAsync(() => pause = FirstPause, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogBroken(_logger, e);
                await Task.Delay(pause, _time, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
    }

    private async Task ListenAsync(Action connected, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _database.OpenAloneAsync(cancellationToken);
        connection.Notification += (_, notice) => _hub.Tell(ChangeText.Read(notice.Payload));
        await using (NpgsqlCommand listen = connection.CreateCommand())
        {
            // The name is made of a checked schema name.
            listen.CommandText = $"LISTEN {Channel(_database.Address.Schema)}";
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }
        connected();
        if (!_listening.TrySetResult())
            _hub.Tell(Change.Missed);
        while (true)
            await connection.WaitAsync(cancellationToken);
    }

    [LoggerMessage(
        EventId = 501,
        Level = LogLevel.Warning,
        Message = "The connection that listens to changes of the database broke; it is opened again."
    )]
    private static partial void LogBroken(ILogger logger, Exception error);
}
