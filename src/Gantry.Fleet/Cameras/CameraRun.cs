using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Gantry.Fleet.Cameras.Sources;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Cameras;

/// <summary>
/// A camera from the first who looks to some seconds after the last one went: opened once, however many look, and opened again
/// after a pause when it fails.
/// </summary>
internal sealed partial class CameraRun : IDisposable
{
    private readonly Func<CancellationToken, Task<ICameraSource>> _open;
    private readonly Action<byte[]?, string?> _tell;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop;

    /// <summary>Begins as soon as the run before has ended.</summary>
    /// <param name="open">Opens the camera.</param>
    /// <param name="tell">Told of each picture, or of what went wrong.</param>
    /// <param name="before">The run before: a camera is opened once at a time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">The log.</param>
    public CameraRun(
        Func<CancellationToken, Task<ICameraSource>> open,
        Action<byte[]?, string?> tell,
        Task before,
        TimeProvider time,
        ILogger log
    )
    {
        (_open, _tell, _time, _log) = (open, tell, time, log);
        _stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        Ended = Task.Run(() => RunAsync(before));
    }

    /// <summary>Done when the camera is closed.</summary>
    public Task Ended { get; }

    /// <summary>Goes on for as long as somebody looks.</summary>
    /// <returns>False when it is too late: it ends.</returns>
    public bool TryKeep()
    {
        _stop.CancelAfter(Timeout.InfiniteTimeSpan);
        return !_stop.IsCancellationRequested;
    }

    /// <summary>Ends after a while, unless somebody looks again.</summary>
    public void EndAfter(TimeSpan wait) => _stop.CancelAfter(wait);

    /// <summary>Ends now.</summary>
    public void End() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever a camera does, it is tried again, and harms nobody else."
    )]
    private async Task RunAsync(Task before)
    {
        await before;
        TimeSpan pause = CameraLimits.FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            bool works = false;
            try
            {
                await using ICameraSource source = await _open(_stop.Token);
                while (true)
                {
                    byte[] picture = await NextAsync(source);
                    works = true;
                    _tell(picture, null);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                string words = WordsOf(e);
                LogFailed(words);
                _tell(null, words);
            }
            pause = works ? CameraLimits.FirstPause : pause;
            if (!await PauseAsync(pause))
                return;
            pause = pause * 2 < CameraLimits.LongestPause ? pause * 2 : CameraLimits.LongestPause;
        }
    }

    private async Task<byte[]> NextAsync(ICameraSource source)
    {
        using var limit = new CancellationTokenSource(CameraLimits.Frame, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, limit.Token);
        try
        {
            return await source.NextAsync(both.Token) ?? throw new CameraException("The camera ended its stream.");
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !_stop.IsCancellationRequested)
        {
            throw new CameraException(
                $"The camera sent no whole picture for {CameraLimits.Frame.TotalSeconds:0} s.",
                e
            );
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _time, _stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>What people are told: the exceptions of the network may hold addresses, and those may hold passwords.</summary>
    private static string WordsOf(Exception e) =>
        e switch
        {
            CameraException => e.Message,
            HttpRequestException { InnerException: HttpRequestException refused } => refused.Message,
            HttpRequestException { InnerException: SocketException socket } =>
                $"The camera cannot be reached: {socket.Message}.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "The camera's certificate is not one that this machine trusts. Use http:// in your own network.",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.Unknown } =>
                e.Message,
            HttpRequestException => "The camera does not speak HTTP as it should.",
            SocketException => $"The camera cannot be reached: {e.Message}.",
            IOException => "The connection to the camera broke.",
            OperationCanceledException => "The camera did not answer in time.",
            _ => $"The camera failed: {e.GetType().Name}.",
        };

    [LoggerMessage(4721, LogLevel.Information, "No picture; tried again after a pause: {Reason}")]
    private partial void LogFailed(string reason);
}
