using System.Threading.Channels;

namespace Gantry.Fleet.Cameras;

/// <summary>
/// Somebody who looks. What they have not taken yet is replaced by what comes next, so that nobody waits for them and nothing
/// piles up. Disposing it is looking away.
/// </summary>
public sealed class CameraViewer : IDisposable
{
    private readonly Channel<CameraNews> _news = Channel.CreateBounded<CameraNews>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly Action<CameraViewer> _leave;

    internal CameraViewer(Action<CameraViewer> leave) => _leave = leave;

    /// <summary>The latest news that were not taken yet; waits for some.</summary>
    /// <returns>Null when the camera is gone for good, as with its printer.</returns>
    public async ValueTask<CameraNews?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _news.Reader.WaitToReadAsync(cancellationToken))
            if (_news.Reader.TryRead(out CameraNews news))
                return news;
        return null;
    }

    /// <summary>The next picture.</summary>
    /// <exception cref="CameraException">There is none: the message says why.</exception>
    public async ValueTask<CameraFrame> NextFrameAsync(CancellationToken cancellationToken) =>
        await NextAsync(cancellationToken) switch
        {
            { Frame: { } frame } => frame,
            { Trouble: { } trouble } => throw new CameraException(trouble),
            _ => throw new CameraException("The camera was removed."),
        };

    /// <inheritdoc/>
    public void Dispose() => _leave(this);

    internal void Tell(CameraNews news) => _news.Writer.TryWrite(news);

    internal void End() => _news.Writer.TryComplete();
}
