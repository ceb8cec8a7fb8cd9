using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet;

/// <summary>
/// Keeps what works in the background at work. A fault that nobody thought of is told in the log and the work begins anew after a
/// pause; without that, a part of the server would be dead until the next start, and nobody would know.
/// </summary>
public static partial class BackgroundLoop
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>Rare enough that a fault that stays fills no log.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Begins to work on a thread of its own pool, so that whoever starts it waits for nothing.</summary>
    /// <returns>Ends with the work; it never fails.</returns>
    /// <inheritdoc cref="KeepAsync"/>
    public static Task Start(
        string name,
        Func<CancellationToken, Task> work,
        TimeProvider time,
        ILogger log,
        CancellationToken stop
    ) => Task.Run(() => KeepAsync(name, work, time, log, stop), CancellationToken.None);

    /// <summary>Works until the end.</summary>
    /// <param name="name">What it does, for the log.</param>
    /// <param name="work">The work; when it returns, there is no more to be done.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    /// <param name="stop">The end; no exception is made of it.</param>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever it is, the work must go on."
    )]
    public static async Task KeepAsync(
        string name,
        Func<CancellationToken, Task> work,
        TimeProvider time,
        ILogger log,
        CancellationToken stop
    )
    {
        TimeSpan pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            long began = time.GetTimestamp();
            try
            {
                await work(stop);
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // What went well for a while has a fault that is rare: there is no reason to wait long.
                if (time.GetElapsedTime(began) > LongestPause)
                    pause = FirstPause;
                LogFault(log, e, name, pause.TotalSeconds);
            }
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    [LoggerMessage(4302, LogLevel.Error, "{Name} failed and begins anew in {Seconds:0} s.")]
    private static partial void LogFault(ILogger log, Exception e, string name, double seconds);
}
