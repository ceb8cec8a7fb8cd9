using Gantry.Fleet.Printers.Views;
using Gantry.Storage.History;
using Gantry.Storage.Printers;

namespace Gantry.Fleet.Printers;

/// <summary>Says whether a printer needs a person, and for what: the most urgent thing.</summary>
internal static class AttentionBuilder
{
    /// <summary>What a printer needs; null when it needs nobody.</summary>
    public static AttentionView? Of(PrinterConfig config, LiveView live, PrintRecord? print)
    {
        if (!config.Record.IsEnabled)
            return null;
        return live.State switch
        {
            LiveState.Error => new(AttentionKind.Error, live.Since, Text(live.Reason, "The firmware has halted.")),
            LiveState.Interrupted => new(
                AttentionKind.Interrupted,
                live.Since,
                Text(live.Reason, "The print cannot go on by itself.")
            ),
            LiveState.Offline or LiveState.Connecting when print is { EndedAt: null } => new(
                AttentionKind.OfflineWhilePrinting,
                live.Since,
                Text(live.Reason, "There is no connection to the printer, and a print is under way.")
            ),
            _ when live.Prompt is { } prompt => new(AttentionKind.Prompt, live.Since, prompt.Text),
            LiveState.Paused => new(AttentionKind.Paused, live.Since, Text(live.Reason, "The print is paused.")),
            _ when config.Status.Plate == PlateState.Occupied && live.State is LiveState.Finished or LiveState.Idle =>
                new(AttentionKind.Plate, config.Status.PlateAt, "The plate is to be cleared."),
            LiveState.Idle when config.Status.Plate == PlateState.Unknown => new(
                AttentionKind.Plate,
                config.Status.PlateAt,
                "Nobody has said yet that the plate is clear."
            ),
            _ when config.MaintenanceDue > 0 => new(
                AttentionKind.Maintenance,
                live.Since,
                config.MaintenanceDue == 1
                    ? "A maintenance task is due."
                    : $"{config.MaintenanceDue} maintenance tasks are due."
            ),
            _ => null,
        };
    }

    private static string Text(string reason, string otherwise) => reason.Length > 0 ? reason : otherwise;
}
