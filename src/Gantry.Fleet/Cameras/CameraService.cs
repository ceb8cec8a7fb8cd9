using System.Collections.Concurrent;
using Gantry.Fleet.Cameras.Drawing;
using Gantry.Fleet.Cameras.Sources;
using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Printers.Profile;
using Microsoft.Extensions.Logging;

namespace Gantry.Fleet.Cameras;

/// <summary>The pictures of all printers' cameras. A camera is asked for something only while somebody looks.</summary>
public sealed class CameraService
{
    private readonly FleetContext _context;
    private readonly PrinterService _printers;
    private readonly ConcurrentDictionary<long, PrinterCamera> _cameras = new();
    private readonly ILogger _log;
    private readonly HungHelpers _hung = new();

    internal CameraService(FleetContext context, PrinterService printers)
    {
        (_context, _printers) = (context, printers);
        _log = context.Loggers.CreateLogger("Gantry.Fleet.Cameras");
    }

    /// <summary>Looks through a printer's camera until the viewer is disposed.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such camera, or too many look.</exception>
    public async Task<CameraViewer> WatchAsync(Caller caller, long printerId, CancellationToken cancellationToken) =>
        (await TakeAsync(caller, printerId, cancellationToken)).Live.Join();

    /// <summary>One picture, as fresh as can be had.</summary>
    /// <exception cref="FleetException">The caller may not, there is no such camera, or it gives no picture.</exception>
    public async Task<CameraFrame> SnapshotAsync(Caller caller, long printerId, CancellationToken cancellationToken)
    {
        PrinterCamera camera = await TakeAsync(caller, printerId, cancellationToken);
        try
        {
            return await camera.Single.SnapshotAsync(isNew: false, cancellationToken);
        }
        catch (CameraException e)
        {
            throw new FleetException(FleetError.CameraFailed, e.Message, e);
        }
    }

    /// <summary>How a camera fares; it is not opened for that.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such printer.</exception>
    public async Task<CameraView> GetAsync(Caller caller, long printerId, CancellationToken cancellationToken)
    {
        caller.Demand(Right.FleetRead, printerId);
        PrinterHost host = await _printers.HostAsync(printerId, cancellationToken);
        CameraSettings settings = host.Config.Document.Camera;
        if (!settings.IsSet)
            return new CameraView { Kind = CameraKind.None };
        return Of(host).View(KindOf(settings), CameraLook.Of(settings));
    }

    /// <summary>Opens a camera as it might be set up, and takes one picture.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="printerId">The printer whose passwords stand for stars; null for one that is not there yet.</param>
    /// <param name="settings">The camera.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, something in it is wrong, or it gives no picture.</exception>
    public async Task<CameraFrame> TryAsync(
        Caller caller,
        long? printerId,
        CameraSettings settings,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.PrintersManage);
        caller.Demand(printerId is not null || caller.PrinterIds is null, "The key is for certain printers.");
        PrinterHost? host = null;
        if (printerId is { } id)
        {
            caller.Demand(Right.PrintersManage, id);
            host = await _printers.HostAsync(id, cancellationToken);
        }
        var errors = new FieldErrors();
        ProfileCheck.Check(settings, errors);
        errors.Require(settings.IsSet, "cameraSettings", "Enter where the pictures come from first.");
        errors.ThrowIfAny();
        CameraSettings whole = await _context.Store.ReadAsync(
            s =>
                CameraSecrets.ResolveAsync(
                    s,
                    printerId,
                    host?.Config.Document.Camera ?? new CameraSettings(),
                    settings,
                    cancellationToken
                ),
            cancellationToken
        );
        await using var feed = new CameraFeed(_ => Task.FromResult(Open(whole, host)), _context.Time, _log);
        try
        {
            return await feed.SnapshotAsync(isNew: true, cancellationToken);
        }
        catch (CameraException e)
        {
            throw new FleetException(FleetError.CameraFailed, e.Message, e);
        }
    }

    /// <summary>The printer whose camera is meant where none is named; null when no printer has one.</summary>
    /// <param name="chosen">The one that the settings name.</param>
    public long? FindDefault(long? chosen)
    {
        PrinterHost[] seeing = [.. _printers.Hosts.Where(h => h.Config.Document.Camera.IsSet)];
        return (
            seeing.FirstOrDefault(h => h.Id == chosen)
            ?? seeing
                .OrderBy(h => h.Config.Record.Position)
                .ThenBy(h => h.Config.Record.Name, StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault()
        )?.Id;
    }

    /// <summary>Closes all cameras. Not a disposal: whoever is only given the service shall not end it.</summary>
    internal async Task EndAsync()
    {
        foreach (PrinterCamera camera in _cameras.Values)
            await camera.DisposeAsync();
    }

    /// <summary>A picture for the books; null when there is no camera, or it gives none.</summary>
    internal async Task<CameraFrame?> PhotographAsync(long printerId, CancellationToken stop)
    {
        try
        {
            PrinterCamera camera = await TakeAsync(Caller.System("camera"), printerId, stop);
            return await camera.Single.SnapshotAsync(isNew: true, stop);
        }
        catch (Exception e) when (e is FleetException or CameraException)
        {
            return null;
        }
    }

    /// <summary>A printer was set up in another way.</summary>
    internal void Changed(long printerId)
    {
        if (_cameras.TryGetValue(printerId, out PrinterCamera? camera))
            camera.Restart();
    }

    /// <summary>A printer is gone.</summary>
    internal async Task RemoveAsync(long printerId)
    {
        if (_cameras.TryRemove(printerId, out PrinterCamera? camera))
            await camera.DisposeAsync();
    }

    private static CameraKind KindOf(CameraSettings settings) =>
        settings switch
        {
            { StreamUrl.Length: > 0 } => CameraKind.Stream,
            { SnapshotUrl.Length: > 0 } => CameraKind.Snapshot,
            { Device.Length: > 0 } => CameraKind.Device,
            { TestPicture: true } => CameraKind.Test,
            _ => CameraKind.None,
        };

    private async Task<PrinterCamera> TakeAsync(Caller caller, long printerId, CancellationToken stop)
    {
        caller.Demand(Right.FleetRead, printerId);
        PrinterHost host = await _printers.HostAsync(printerId, stop);
        return host.Config.Document.Camera.IsSet ? Of(host) : throw FleetException.NotFound("camera at this printer");
    }

    private PrinterCamera Of(PrinterHost host) =>
        _cameras.GetOrAdd(
            host.Id,
            _ => new PrinterCamera(
                () => host.Config.Document.Camera,
                stop => OpenAsync(host, isSingle: false, stop),
                stop => OpenAsync(host, isSingle: true, stop),
                _context.Time,
                _log
            )
        );

    private async Task<ICameraSource> OpenAsync(PrinterHost host, bool isSingle, CancellationToken stop)
    {
        CameraSettings whole = await _context.Store.ReadAsync(
            s => CameraSecrets.ReadAsync(s, host.Id, host.Config.Document.Camera, stop),
            stop
        );
        return Open(isSingle ? whole with { StreamUrl = "" } : whole, host);
    }

    private ICameraSource Open(CameraSettings whole, PrinterHost? host) =>
        KindOf(whole) switch
        {
            CameraKind.Stream => new StreamSource(new Uri(whole.StreamUrl), _context.Time),
            CameraKind.Snapshot => new SnapshotSource(new Uri(whole.SnapshotUrl), _context.Time),
            CameraKind.Device => new DeviceSource(
                whole.Device,
                DeviceHelper.SystemFolders(),
                _hung,
                DeviceSource.EndLimit
            ),
            CameraKind.Test => new TestPictureSource(new PrintScene(_context, host), _context.Time),
            _ => throw new CameraException("This printer has no camera any more."),
        };
}
