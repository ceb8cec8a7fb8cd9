using Gantry.Fleet.Cameras.Sources;
using Gantry.Fleet.Errors;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Cameras;

/// <summary>
/// One way to a camera's pictures, for any number of viewers over one connection. It is open only while somebody looks.
/// </summary>
internal sealed class CameraFeed(Func<CancellationToken, Task<ICameraSource>> open, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private CameraViewer[] _viewers = [];
    private CameraRun? _run;
    private Task _ended = Task.CompletedTask;
    private CameraFrame? _last;
    private string? _trouble;
    private long _count;
    private bool _isGone;

    /// <summary>Who looks now.</summary>
    public int Viewers => Volatile.Read(ref _viewers).Length;

    /// <summary>When the last picture came; null when none has.</summary>
    public DateTimeOffset? FrameAt => Volatile.Read(ref _last)?.At;

    /// <summary>Why there is no picture; null when there is one, or nobody looks.</summary>
    public string? Trouble => Viewers > 0 || IsOpen ? Volatile.Read(ref _trouble) : null;

    /// <summary>Whether the camera is open, or about to be.</summary>
    public bool IsOpen => Volatile.Read(ref _run) is { Ended.IsCompleted: false };

    /// <summary>What it is doing.</summary>
    public CameraState State =>
        !IsOpen ? CameraState.Idle
        : Trouble is not null ? CameraState.Failed
        : Fresh is not null ? CameraState.Live
        : CameraState.Connecting;

    /// <summary>The last picture, if it still shows what is.</summary>
    public CameraFrame? Fresh =>
        Volatile.Read(ref _last) is { } last && time.GetUtcNow() - last.At <= CameraLimits.Fresh ? last : null;

    /// <summary>Looks. Whoever does must look away again.</summary>
    /// <exception cref="FleetException">Too many look already.</exception>
    public CameraViewer Join()
    {
        var viewer = new CameraViewer(Leave);
        lock (_gate)
        {
            if (_isGone)
                throw FleetException.NotFound("camera");
            if (_viewers.Length >= CameraLimits.MostViewers)
                throw new FleetException(
                    FleetError.RateLimited,
                    $"{CameraLimits.MostViewers} viewers look through this camera already. Try again in a moment."
                )
                {
                    RetryAfter = CameraLimits.Linger,
                };
            _viewers = [.. _viewers, viewer];
            if (_run?.TryKeep() != true)
                Begin();
            else if (Fresh is { } fresh)
                viewer.Tell(new CameraNews(fresh, null));
            else if (_trouble is { } trouble)
                viewer.Tell(new CameraNews(null, trouble));
        }
        return viewer;
    }

    /// <summary>One picture, as fresh as can be had.</summary>
    /// <param name="isNew">Whether one will not do that came before the call.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="CameraException">There is none.</exception>
    /// <exception cref="FleetException">Too many look already.</exception>
    public async Task<CameraFrame> SnapshotAsync(bool isNew, CancellationToken stop)
    {
        if (!isNew && IsOpen && Fresh is { } fresh)
            return fresh;
        DateTimeOffset since = time.GetUtcNow();
        using CameraViewer viewer = Join();
        using var limit = new CancellationTokenSource(CameraLimits.Frame, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            while (true)
                if (await viewer.NextFrameAsync(both.Token) is var frame && (!isNew || frame.At > since))
                    return frame;
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new CameraException("The camera gave no picture in time.", e);
        }
    }

    /// <summary>It was set up in another way: whoever looks sees that at once.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _last = null;
            _trouble = null;
            if (_run is null)
                return;
            _run.End();
            if (_viewers.Length > 0 && !_isGone)
                Begin();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isGone = true;
            _run?.End();
            foreach (CameraViewer viewer in _viewers)
                viewer.End();
        }
        await _ended;
    }

    private void Begin()
    {
        _trouble = null;
        CameraRun? mine = null;
        // What follows on it must not run in here, under the lock.
        var made = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _run = mine = new CameraRun(
            open,
            (picture, trouble) => Tell(mine, picture, trouble),
            Task.WhenAll(_ended, made.Task),
            time,
            log
        );
        _ended = CloseAsync(_run);
        made.SetResult();
    }

    private async Task CloseAsync(CameraRun run)
    {
        await run.Ended;
        lock (_gate)
        {
            if (_run == run)
                _run = null;
            run.Dispose();
        }
    }

    private void Tell(CameraRun? from, byte[]? picture, string? trouble)
    {
        lock (_gate)
        {
            // What an earlier run still says is of another camera.
            if (_run != from)
                return;
            _trouble = trouble;
            if (picture is not null)
                _last = new CameraFrame(picture, time.GetUtcNow(), ++_count);
            var news = new CameraNews(picture is null ? null : _last, trouble);
            foreach (CameraViewer viewer in _viewers)
                viewer.Tell(news);
        }
    }

    private void Leave(CameraViewer viewer)
    {
        lock (_gate)
        {
            if (!_viewers.Contains(viewer))
                return;
            viewer.End();
            _viewers = [.. _viewers.Where(v => v != viewer)];
            if (_viewers.Length == 0)
                _run?.EndAfter(CameraLimits.Linger);
        }
    }
}
