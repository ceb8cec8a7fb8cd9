using System.Collections.Concurrent;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers.Profile;
using Gantry.Fleet.Printers.Testing;
using Gantry.Fleet.Printers.Views;
using Gantry.Printing.Temperatures;
using Gantry.Storage;
using Gantry.Storage.Jobs;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>The printers: which there are, and how they are set up.</summary>
public sealed class PrinterService
{
    private readonly FleetContext _context;
    private readonly ConcurrentDictionary<long, PrinterHost> _hosts;
    private readonly Func<long, CancellationToken, Task> _reload;

    internal PrinterService(
        FleetContext context,
        ConcurrentDictionary<long, PrinterHost> hosts,
        Func<long, CancellationToken, Task> reload
    )
    {
        (_context, _hosts, _reload) = (context, hosts, reload);
        Actions = new PrinterActions(context, this);
        Control = new PrinterControl(context, this);
        Tester = new ConnectionTester(context, this);
    }

    /// <summary>What can be done with them as a whole.</summary>
    public PrinterActions Actions { get; }

    /// <summary>Moving, heating and talking to them by hand.</summary>
    public PrinterControl Control { get; }

    /// <summary>Tries connections before they are saved.</summary>
    public ConnectionTester Tester { get; }

    /// <summary>All printers that fit, in their order.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public async Task<IReadOnlyList<PrinterView>> ListAsync(
        Caller caller,
        PrinterFilter filter,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.FleetRead);
        Dictionary<long, int> upcoming = await UpcomingAsync(cancellationToken);
        return
        [
            .. _hosts
                .Values.Where(h => caller.MayUsePrinter(h.Id))
                .OrderBy(h => h.Config.Record.Position)
                .ThenBy(h => h.Config.Record.Name, StringComparer.OrdinalIgnoreCase)
                .Select(h => PrinterViews.Of(h, caller, upcoming.GetValueOrDefault(h.Id)))
                .Where(filter.Fits),
        ];
    }

    /// <summary>One printer.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public async Task<PrinterView> GetAsync(Caller caller, long id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.FleetRead, id);
        Dictionary<long, int> upcoming = await UpcomingAsync(cancellationToken);
        return PrinterViews.Of(await HostAsync(id, cancellationToken), caller, upcoming.GetValueOrDefault(id));
    }

    /// <summary>The temperatures of the last while, for a graph. Their times are since the beginning of 1970.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="id">Which printer.</param>
    /// <param name="span">How far back; two days at the most.</param>
    /// <param name="points">Points of a heater at the most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    public async Task<TemperatureSeries> TemperaturesAsync(
        Caller caller,
        long id,
        TimeSpan span,
        int points,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.FleetRead, id);
        PrinterHost host = await HostAsync(id, cancellationToken);
        DateTimeOffset now = _context.Time.GetUtcNow();
        TimeSpan known = span < TemperatureHistory.Longest ? span : TemperatureHistory.Longest;
        return host.Temperatures.Read(now - known, now, Math.Clamp(points, 2, 10_000));
    }

    /// <summary>Adds a printer; it is connected at once.</summary>
    /// <exception cref="FleetException">The caller may not, or something in it is wrong.</exception>
    /// <exception cref="NameTakenException">One of this name is there.</exception>
    public async Task<PrinterView> AddAsync(Caller caller, PrinterEdit edit, CancellationToken cancellationToken)
    {
        caller.Demand(Right.PrintersManage);
        caller.DemandAllPrinters();
        var empty = new PrinterRecord
        {
            Name = "",
            Url = "",
            Document = "{}",
        };
        CameraSettings? camera = edit.CameraSettings is { } given
            ? await _context.Store.ReadAsync(
                s => CameraSecrets.ResolveAsync(s, null, new CameraSettings(), given, cancellationToken),
                cancellationToken
            )
            : null;
        PrinterEdit hidden = edit with { CameraSettings = camera is null ? null : CameraSecrets.Hide(camera) };
        PrinterRecord wanted = PrinterEdits.Apply(empty, new PrinterDocument(), hidden, ThisNode);
        CheckMaterials(edit.Materials, edit.Profile ?? new PrinterProfile());
        PrinterRecord added = await _context.Store.WriteAsync(
            async s =>
            {
                PrinterRecord record = await s.Printers.AddAsync(wanted, cancellationToken);
                if (edit.Materials is { } materials)
                    await SetMaterialsAsync(s, record.Id, materials, cancellationToken);
                if (camera is not null)
                    await CameraSecrets.KeepAsync(s, record.Id, camera, caller.Name, cancellationToken);
                await s.NoteAsync(caller, record.Id, cancellationToken);
                s.Audit.Append(caller.Audit("printer.add", "printer", record.Id, record.Name));
                s.Tell(FleetTopic.Printer, record.Id);
                return record;
            },
            cancellationToken
        );
        await _reload(added.Id, cancellationToken);
        return await GetAsync(caller, added.Id, cancellationToken);
    }

    /// <summary>Changes a printer. What needs another connection waits until no print runs.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="id">Which one.</param>
    /// <param name="version">The version that the caller has seen.</param>
    /// <param name="edit">What is to be changed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="FleetException">The caller may not, there is none, or something in it is wrong.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since.</exception>
    /// <exception cref="NameTakenException">Another one has this name.</exception>
    public async Task<PrinterView> ChangeAsync(
        Caller caller,
        long id,
        long version,
        PrinterEdit edit,
        CancellationToken cancellationToken
    )
    {
        bool onlyMaterials = edit == new PrinterEdit { Materials = edit.Materials };
        caller.Demand(onlyMaterials ? Right.PrintersControl : Right.PrintersManage, id);
        await _context.Store.WriteAsync(
            async s =>
            {
                PrinterRecord before =
                    await s.Printers.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"printer {id}");
                PrinterDocument document = PrinterConfig.ReadDocument(before);
                PrinterEdit hidden = await TakeCameraAsync(s, caller, id, document, edit, cancellationToken);
                PrinterRecord after = PrinterEdits.Apply(before, document, hidden, ThisNode) with { Version = version };
                CheckMaterials(edit.Materials, edit.Profile ?? document.Profile);
                bool prints = await s.Prints.FindActiveAsync(id, cancellationToken) is not null;
                if (prints && (after.Url != before.Url || !after.IsEnabled))
                    throw new FleetException(
                        FleetError.Conflict,
                        "The printer prints. Its address can be changed, and it can be switched off, when the print is over."
                    );
                await s.Printers.UpdateAsync(after, cancellationToken);
                if (edit.Materials is { } materials)
                    await SetMaterialsAsync(s, id, materials, cancellationToken);
                s.Audit.Append(caller.Audit("printer.change", "printer", id, after.Name));
                s.Tell(FleetTopic.Printer, id);
            },
            cancellationToken
        );
        await _reload(id, cancellationToken);
        return await GetAsync(caller, id, cancellationToken);
    }

    /// <summary>Removes a printer. Its prints stay in the history; jobs that name it alone are held.</summary>
    /// <exception cref="FleetException">The caller may not, or there is none.</exception>
    /// <exception cref="StillInUseException">It prints.</exception>
    /// <exception cref="VersionConflictException">Somebody changed it since.</exception>
    public async Task RemoveAsync(Caller caller, long id, long version, CancellationToken cancellationToken)
    {
        caller.Demand(Right.PrintersManage, id);
        await _context.Store.WriteAsync(
            async s =>
            {
                PrinterRecord before =
                    await s.Printers.FindAsync(id, cancellationToken) ?? throw FleetException.NotFound($"printer {id}");
                await HoldJobsAsync(s, before, cancellationToken);
                PrinterStatus? status = await s.Printers.FindStatusAsync(id, cancellationToken);
                await s.Printers.RemoveAsync(id, version, cancellationToken);
                await CameraSecrets.RemoveAsync(s, id, cancellationToken);
                if (
                    status?.PlatePrintId is { } lies
                    && await s.Prints.FindAsync(lies, cancellationToken) is { JobId: { } job }
                )
                    await Prints.JobEnds.SettleAsync(s, job, cancellationToken);
                s.Audit.Append(caller.Audit("printer.remove", "printer", id, before.Name));
                s.Tell(FleetTopic.PrinterRemoved, id);
            },
            cancellationToken
        );
        await _reload(id, cancellationToken);
    }

    /// <summary>The other node that is to be asked when something is to be done with a printer; null when this one can.</summary>
    public string? OtherNodeOf(long id) => _hosts.TryGetValue(id, out PrinterHost? host) ? host.OtherNode : null;

    internal IEnumerable<PrinterHost> Hosts => _hosts.Values;

    private string? ThisNode => _context.IsCluster ? _context.Node : null;

    /// <summary>The host of a printer, also of one that was added on another node a moment ago.</summary>
    internal async Task<PrinterHost> HostAsync(long id, CancellationToken stop)
    {
        if (!_hosts.ContainsKey(id))
            await _reload(id, stop);
        return _hosts.TryGetValue(id, out PrinterHost? host) ? host : throw FleetException.NotFound($"printer {id}");
    }

    internal Task ReloadAsync(long id, CancellationToken stop) => _reload(id, stop);

    /// <summary>A job that may have this printer alone must neither go to any other because of that, nor wait for ever untold.</summary>
    private static async Task HoldJobsAsync(IStoreSession s, PrinterRecord printer, CancellationToken stop)
    {
        HashSet<long> left = [.. (await s.Printers.ListAsync(stop)).Select(p => p.Id).Where(id => id != printer.Id)];
        foreach (Job job in await s.Jobs.ListQueueAsync(int.MaxValue, stop))
            if (JobPrinters.NamedBy(job) is { } named && named.Contains(printer.Id) && !named.Any(left.Contains))
            {
                string why =
                    named.Count == 1
                        ? $"Its printer {printer.Name} was removed. Choose another one."
                        : $"The printers that it may have were removed, {printer.Name} as the last one. Choose others.";
                await s.Jobs.UpdateAsync(job with { IsHeld = true, HoldReason = why }, stop);
                s.Tell(FleetTopic.Job, job.Id);
            }
    }

    private async Task<Dictionary<long, int>> UpcomingAsync(CancellationToken stop)
    {
        IReadOnlyList<Job> queue = await _context.Store.ReadAsync(s => s.Jobs.ListQueueAsync(10_000, stop), stop);
        return queue
            .Where(j => j.PrinterId is not null && j.CopiesStarted < j.Copies)
            .GroupBy(j => j.PrinterId!.Value)
            .ToDictionary(g => g.Key, g => g.Sum(j => j.Copies - j.CopiesStarted));
    }

    /// <summary>The passwords of its camera go where secrets are kept; what is left may be shown.</summary>
    private static async Task<PrinterEdit> TakeCameraAsync(
        IStoreSession s,
        Caller caller,
        long id,
        PrinterDocument document,
        PrinterEdit edit,
        CancellationToken stop
    )
    {
        if (edit.CameraSettings is not { } wanted)
            return edit;
        CameraSettings whole = await CameraSecrets.ResolveAsync(s, id, document.Camera, wanted, stop);
        await CameraSecrets.KeepAsync(s, id, whole, caller.Name, stop);
        return edit with { CameraSettings = CameraSecrets.Hide(whole) };
    }

    private static void CheckMaterials(IReadOnlyList<LoadedMaterial>? materials, PrinterProfile profile)
    {
        if (materials is null)
            return;
        var errors = new FieldErrors();
        ProfileCheck.Check(materials, profile.Hotends.Count, errors);
        errors.ThrowIfAny();
    }

    private static async Task SetMaterialsAsync(
        IStoreSession s,
        long id,
        IReadOnlyList<LoadedMaterial> materials,
        CancellationToken stop
    )
    {
        PrinterStatus status =
            await s.Printers.FindStatusAsync(id, stop) ?? throw FleetException.NotFound($"printer {id}");
        StatusDocument document = PrinterConfig.ReadStatus(status) with { Materials = materials };
        await s.Printers.UpdateStatusAsync(status with { Document = FleetJson.Write(document) }, stop);
    }
}
