using Gantry.Firmware.Identity;
using Gantry.Firmware.Temperatures;
using Gantry.Fleet.Library;
using Gantry.Fleet.Printers.Views;
using Gantry.Printing;
using Gantry.Printing.Control;
using Gantry.Printing.Progress;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>Makes what everybody sees out of what the actor says and what the database knows.</summary>
internal static class LiveBuilder
{
    /// <summary>A printer that this node drives.</summary>
    public static LiveView Of(
        PrinterConfig config,
        PrinterSnapshot snapshot,
        PrintRecord? print,
        bool isStarting,
        DateTimeOffset now
    ) =>
        new()
        {
            State = StateOf(config, snapshot, print is not null, isStarting),
            Since = snapshot.Since,
            Reason = snapshot.Reason,
            Trouble = TroubleOf(snapshot.Trouble),
            BaudRate = snapshot.BaudRate,
            Firmware = FirmwareOf(snapshot.Firmware),
            Temperatures = TemperaturesOf(snapshot),
            TemperaturesAt = snapshot.TemperaturesAt,
            Job = snapshot.Job is { } job && print is not null ? JobOf(job, print, snapshot.Position, now) : null,
            Prompt = snapshot.Prompt is { } prompt ? new PromptView(prompt.Number, prompt.Text, prompt.Buttons) : null,
            Message = snapshot.Message,
            Link = snapshot.Link is { } link ? new LinkView(0, link.Resends, link.Window.QueueLines) : null,
            At = snapshot.At,
        };

    /// <summary>A printer that nobody drives here.</summary>
    public static LiveView Without(PrinterConfig config, string reason, string? node, DateTimeOffset since) =>
        new()
        {
            State = config.Record.IsEnabled ? LiveState.Offline : LiveState.Disabled,
            Since = since,
            Reason = reason,
            At = since,
            Node = node,
        };

    /// <summary>The name of a heater in the API.</summary>
    public static string NameOf(HeaterId heater) =>
        heater.Kind switch
        {
            HeaterKind.Hotend => $"tool{heater.Index}",
            HeaterKind.Bed => "bed",
            HeaterKind.Chamber => "chamber",
            _ => heater.ToString(),
        };

    private static LiveState StateOf(PrinterConfig config, PrinterSnapshot snapshot, bool isBooked, bool isStarting) =>
        snapshot.State switch
        {
            PrinterState.Offline when config.Record.InMaintenance => LiveState.Maintenance,
            PrinterState.Offline => LiveState.Offline,
            PrinterState.Connecting => LiveState.Connecting,
            // The books have begun a print that the actor has yet to take: nothing has finished.
            PrinterState.Idle
            or PrinterState.Finished when isStarting && config.Status is { Plate: PlateState.Occupied } =>
                LiveState.Heating,
            // The actor forgets with the process what the database remembers.
            PrinterState.Idle when config.Status is { Plate: PlateState.Occupied } => LiveState.Finished,
            PrinterState.Idle => LiveState.Idle,
            PrinterState.Heating => LiveState.Heating,
            PrinterState.Printing => LiveState.Printing,
            PrinterState.Pausing => LiveState.Pausing,
            PrinterState.Paused => LiveState.Paused,
            PrinterState.Resuming => LiveState.Resuming,
            PrinterState.Cancelling => LiveState.Cancelling,
            PrinterState.Interrupted => LiveState.Interrupted,
            // Until the books know of the end, nobody can clear the plate; then it would be refused.
            PrinterState.Finished when isBooked && snapshot.LastJob?.Outcome == JobOutcome.Completed =>
                LiveState.Printing,
            PrinterState.Finished when isBooked => LiveState.Cancelling,
            PrinterState.Finished when config.Status is { Plate: PlateState.Clear } => LiveState.Idle,
            PrinterState.Finished => LiveState.Finished,
            PrinterState.Error => LiveState.Error,
            PrinterState.Maintenance => LiveState.Maintenance,
            _ => LiveState.Offline,
        };

    /// <summary>What the heaters say.</summary>
    public static IReadOnlyList<TemperatureView> TemperaturesOf(PrinterSnapshot snapshot) =>
        [.. snapshot.Temperatures.Select(t => new TemperatureView(NameOf(t.Heater), t.Current, t.Target))];

    /// <summary>Why there is no connection.</summary>
    public static TroubleView? TroubleOf(ConnectionTrouble? trouble)
    {
        if (trouble is null)
            return null;
        string code = trouble.Port?.ToString() ?? trouble.Device?.ToString() ?? "unknown";
        return new TroubleView(char.ToLowerInvariant(code[0]) + code[1..], trouble.Text);
    }

    /// <summary>Who the firmware is; null when it did not say.</summary>
    public static FirmwareView? FirmwareOf(FirmwareInfo info) =>
        info.Name.Length == 0 && info.Capabilities.Count == 0
            ? null
            : new FirmwareView(
                info.Flavour == FirmwareFlavour.Unknown ? info.Name : info.Flavour.ToString(),
                info.Version,
                info.MachineType,
                [.. info.Capabilities.Where(c => c.Value).Select(c => c.Key).Order(StringComparer.Ordinal)]
            );

    private static LiveJobView JobOf(JobSnapshot job, PrintRecord print, PrinterPosition? position, DateTimeOffset now)
    {
        double? left = job.Left is { } time ? Math.Round(time.TotalSeconds) : null;
        return new LiveJobView
        {
            PrintId = print.Id,
            JobId = print.JobId,
            FileId = print.FileId,
            FileName = print.FileName,
            Owner = print.UserName,
            Progress = Math.Round(job.Progress, 4),
            CommandsDone = job.CommandsDone,
            Commands = job.Header.Commands,
            ElapsedSeconds = Math.Round(job.Elapsed.TotalSeconds, 1),
            LeftSeconds = left,
            Layer = job.Layer,
            Layers = job.Layers,
            Z = position?.Z,
            LeftOrigin = OriginOf(job.LeftOrigin),
            FinishAt = left is { } seconds ? now.AddSeconds(seconds) : null,
            Material = print.Material,
            ThumbnailUrl = FilePicture.Of(print.FileId, print.HasThumbnail),
        };
    }

    private static string? OriginOf(TimeLeftOrigin origin) =>
        origin switch
        {
            TimeLeftOrigin.Unknown => null,
            _ => origin.ToString().ToLowerInvariant(),
        };
}
