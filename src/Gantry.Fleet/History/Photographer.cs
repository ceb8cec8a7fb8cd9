using System.Threading.Channels;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Errors;
using Gantry.Storage;
using Gantry.Storage.History;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.History;

/// <summary>Takes a picture of each print that has ended or cannot go on, where there is a camera. It holds up no printer.</summary>
internal sealed partial class Photographer(CameraService cameras, PhotoBook photos, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    /// <summary>A camera may take its time; the printers that end meanwhile shall not wait for it.</summary>
    private const int AtOnce = 4;

    private readonly Channel<(long Print, long Printer)> _wanted = Channel.CreateBounded<(long, long)>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest }
    );
    private readonly CancellationTokenSource _stop = new();
    private Task _loops = Task.CompletedTask;

    public void Start() => _loops = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => KeepAsync()));

    /// <summary>Wants a picture of a print.</summary>
    public void Take(PrintRecord print)
    {
        if (print.PrinterId is { } printer)
            _wanted.Writer.TryWrite((print.Id, printer));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loops;
        _stop.Dispose();
    }

    private Task KeepAsync() => BackgroundLoop.Start("The photographer of prints", RunAsync, time, log, _stop.Token);

    private async Task RunAsync(CancellationToken stop)
    {
        await foreach ((long print, long printer) in _wanted.Reader.ReadAllAsync(stop))
            await TakeAsync(print, printer, stop);
    }

    private async Task TakeAsync(long print, long printer, CancellationToken stop)
    {
        try
        {
            if (await cameras.PhotographAsync(printer, stop) is not { } frame)
                return;
            // The print may be judged, or go on, at the same moment.
            await Conflicts.OvercomeAsync(() => photos.KeepAsync(print, frame.Jpeg, PhotoBook.Camera, stop));
        }
        catch (Exception e) when (e is StorageException or FleetException or IOException)
        {
            LogNotTaken(print, e.Message);
        }
    }

    [LoggerMessage(4711, LogLevel.Warning, "No photo of print {Print}: {Reason}")]
    private partial void LogNotTaken(long print, string reason);
}
