using Gantry.Storage;
using Gantry.Storage.Files;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Housekeeping;

/// <summary>
/// Cleans up in the storage when the server starts and every hour: what dead uploads left, bytes that nothing needs, sessions that
/// ran out. Nobody waits for it.
/// </summary>
public sealed partial class StorageKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly GantryStorage _storage;
    private readonly TimeProvider _time;
    private readonly ILogger<StorageKeeper> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    /// <summary>Begins to work.</summary>
    public StorageKeeper(GantryStorage storage, TimeProvider time, ILogger<StorageKeeper> log)
    {
        _storage = storage;
        _time = time;
        _log = log;
        _work = BackgroundLoop.Start("What cleans up in the storage", WorkAsync, time, log, _stop.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        for (bool isStart = true; ; isStart = false)
        {
            await CleanAsync(isStart);
            await Task.Delay(Interval, _time, stop);
        }
    }

    private async Task CleanAsync(bool isStart)
    {
        try
        {
            SweepResult swept = await StorageHousekeeping.RunAsync(_storage, isStart, _stop.Token);
            if (swept.Uploads + swept.Contents > 0)
                Cleaned(swept.Uploads, swept.Contents);
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            CannotClean(e);
        }
    }

    [LoggerMessage(
        7301,
        LogLevel.Information,
        "Removed {Uploads} uploads that broke off and {Contents} files that nothing needs."
    )]
    private partial void Cleaned(int uploads, int contents);

    [LoggerMessage(7302, LogLevel.Warning, "Cannot clean up in the storage; tried again in an hour.")]
    private partial void CannotClean(Exception error);
}
