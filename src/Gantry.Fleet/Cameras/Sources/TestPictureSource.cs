using Gantry.Fleet.Cameras.Drawing;

namespace Gantry.Fleet.Cameras.Sources;

/// <summary>A camera that is none: a drawing of the printer, four times a second.</summary>
internal sealed class TestPictureSource(PrintScene scene, TimeProvider time) : ICameraSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly JpegWriter _jpeg = new();
    private bool _hasDrawn;

    public async Task<byte[]?> NextAsync(CancellationToken stop)
    {
        if (_hasDrawn)
            await Task.Delay(Interval, time, stop);
        _hasDrawn = true;
        return _jpeg.Write(await scene.DrawAsync(stop));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
