using Gantry.Fleet.Cameras.Sources;
using Gantry.Fleet.Printers.Profile;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Cameras;

/// <summary>
/// The camera of one printer. One with an address for single pictures beside its stream is asked for those there, unless the
/// stream is open anyway.
/// </summary>
internal sealed class PrinterCamera(
    Func<CameraSettings> settings,
    Func<CancellationToken, Task<ICameraSource>> openLive,
    Func<CancellationToken, Task<ICameraSource>> openSingle,
    TimeProvider time,
    ILogger log
) : IAsyncDisposable
{
    private readonly CameraFeed _single = new(openSingle, time, log);

    /// <summary>For those who look on.</summary>
    public CameraFeed Live { get; } = new(openLive, time, log);

    /// <summary>For those who want one picture.</summary>
    public CameraFeed Single =>
        settings() is { StreamUrl.Length: > 0, SnapshotUrl.Length: > 0 } && Live.Viewers == 0 ? _single : Live;

    public CameraView View(CameraKind kind, CameraLook look)
    {
        CameraFeed open = Live.IsOpen || !_single.IsOpen ? Live : _single;
        return new CameraView
        {
            Kind = kind,
            State = open.State,
            Trouble = open.Trouble ?? "",
            FrameAt = open.FrameAt,
            Viewers = Live.Viewers + _single.Viewers,
            Look = look,
        };
    }

    public void Restart()
    {
        Live.Restart();
        _single.Restart();
    }

    public async ValueTask DisposeAsync()
    {
        await Live.DisposeAsync();
        await _single.DisposeAsync();
    }
}
