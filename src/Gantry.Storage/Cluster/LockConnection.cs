using System.Data;
using Gantry.Storage.Sql;
using Npgsql;

namespace Gantry.Storage.Cluster;

/// <summary>
/// The connection whose session holds this node's locks. It says at short intervals that it is alive; as soon as it has not
/// been heard of for <see cref="CertainFor"/>, its locks count as lost here, which is sooner than the server can give them to
/// somebody else.
/// </summary>
internal sealed class LockConnection : IAsyncDisposable
{
    /// <summary>
    /// The server drops a client after 1 + 3 × 1 s of silence (the settings below), and frees its locks. Until then there is a
    /// second to spare.
    /// </summary>
    public static readonly TimeSpan CertainFor = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);

    // https://www.postgresql.org/docs/15/runtime-config-connection.html; a client may set them for its own connection.
    // The last one is for the case that bytes are on their way, when keep-alives are not sent.
    private const string Settings = """
        SET tcp_keepalives_idle = 1; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3;
        SET tcp_user_timeout = 4000; SET statement_timeout = 3000;
        """;

    private readonly NpgsqlConnection _connection;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _watch;
    private readonly Task _beats;
    private long _heardAt;

    private LockConnection(NpgsqlConnection connection, TimeProvider time)
    {
        _connection = connection;
        _time = time;
        Lost = _lost.Token;
        _heardAt = time.GetTimestamp();
        _watch = time.CreateTimer(_ => _ = IsCertain, null, BeatEvery / 4, BeatEvery / 4);
        _beats = BeatAsync();
    }

    /// <summary>Cancelled when the locks are lost.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Whether the locks are held for certain. Once it was false, it stays so.</summary>
    public bool IsCertain
    {
        get
        {
            if (Lost.IsCancellationRequested)
                return false;
            if (_time.GetElapsedTime(Volatile.Read(ref _heardAt)) < CertainFor)
                return true;
            Lose();
            return false;
        }
    }

    /// <summary>Opens the connection.</summary>
    public static async Task<LockConnection> OpenAsync(
        PostgresDatabase database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        NpgsqlConnection connection = await database.OpenAloneAsync(cancellationToken);
        try
        {
            await using NpgsqlCommand settings = connection.CreateCommand();
            settings.CommandText = Settings;
            await settings.ExecuteNonQueryAsync(cancellationToken);
            return new LockConnection(connection, time);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something on the connection, alone. Any answer is a sign of life; no answer loses the locks.</summary>
    public async Task<T> RunAsync<T>(Func<LockConnection, Task<T>> run)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!IsCertain)
                throw new StorageUnavailableException("The connection that holds the locks of this node is lost.");
            long asked = _time.GetTimestamp();
            T result = await run(this);
            // Alive when it was asked; what happened since is not known.
            Volatile.Write(ref _heardAt, asked);
            return result;
        }
        catch (PostgresException e) when (_connection.State == ConnectionState.Open)
        {
            // The server refuses something, so it is there.
            throw SqlErrors.Translate(e)!;
        }
        catch (Exception e) when (e is not StorageException)
        {
            Lose();
            throw SqlErrors.Translate(e) ?? e;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks the server for one value; for use within <see cref="RunAsync{T}"/>.</summary>
    public async Task<T> AskAsync<T>(string sql, params (string Name, object Value)[] values)
    {
        await using NpgsqlCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = (int)CertainFor.TotalSeconds;
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        return (T)(await command.ExecuteScalarAsync(Lost))!;
    }

    public async ValueTask DisposeAsync()
    {
        Lose();
        await _watch.DisposeAsync();
        await _beats;
        await _connection.DisposeAsync();
        _turn.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(BeatEvery, _time);
            while (await timer.WaitForNextTickAsync(Lost))
                await RunAsync(connection => connection.AskAsync<int>("SELECT 1"));
        }
        catch (Exception)
        {
            // Whatever it was, nobody hears from the connection any more.
            Lose();
        }
    }

    private void Lose()
    {
        if (!_lost.IsCancellationRequested)
            _lost.Cancel();
    }
}
