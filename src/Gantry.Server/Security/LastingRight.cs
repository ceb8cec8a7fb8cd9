using Gantry.Server.Problems;
using Gantry.Storage;

namespace Gantry.Server.Security;

/// <summary>
/// Whether who began something that lasts still may have it. The database says so; while it cannot be asked, what it said last holds
/// for a while: its restart shall not tear every terminal, camera and forwarded port off, and a right that was taken back shall not
/// outlive it for long.
/// </summary>
/// <param name="ask">Asks the database.</param>
/// <param name="time">The clock.</param>
internal sealed class LastingRight(Func<Task<bool>> ask, TimeProvider time)
{
    /// <summary>How often it is asked.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>What the database said holds for so long after it was last heard.</summary>
    public static readonly TimeSpan Outage = TimeSpan.FromMinutes(5);

    private long _heardAt = time.GetTimestamp();

    public LastingRight(CallerFinder callers, HttpContext http, TimeProvider time)
        : this(() => callers.IsStillAsync(http), time) { }

    /// <summary>Asks once.</summary>
    public async Task<bool> HoldsAsync()
    {
        try
        {
            if (!await ask())
                return false;
            _heardAt = time.GetTimestamp();
            return true;
        }
        catch (ApiException)
        {
            // The key is none any more.
            return false;
        }
        catch (StorageException)
        {
            return time.GetElapsedTime(_heardAt) < Outage;
        }
    }

    /// <summary>Done when it holds no more.</summary>
    /// <exception cref="OperationCanceledException">What it is for has ended before.</exception>
    public async Task UntilGoneAsync(CancellationToken stop)
    {
        do await Task.Delay(Interval, time, stop);
        while (await HoldsAsync());
    }
}
