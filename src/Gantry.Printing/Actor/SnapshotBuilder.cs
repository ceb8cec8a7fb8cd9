using Gantry.Firmware;
using Gantry.Printing.Control;

namespace Gantry.Printing.Actor;

/// <summary>Makes the immutable picture of a printer.</summary>
internal static class SnapshotBuilder
{
    public static PrinterSnapshot Build(PrinterCore core, TimeSpan now, DateTimeOffset wall) =>
        new()
        {
            Version = core.Version,
            At = wall,
            State = core.State,
            Since = wall - (now - core.StateSince),
            Reason = core.Reason.Length > 0 ? core.Reason : core.Job?.JournalTrouble ?? "",
            BaudRate = core.Link is null ? 0 : core.BaudRate,
            Trouble = core.Trouble,
            Firmware = core.Firmware,
            Temperatures = core.Temperatures.Last.ToArray(),
            TemperaturesAt = core.Temperatures.HeardAt is { } heard ? wall - (now - heard) : null,
            Position = core.Link is null ? null : PrinterPosition.Of(core.Modal.State),
            Job = core.Job is { } job ? JobOf(core, job, now) : null,
            LastJob = core.LastJob,
            PlateWaits = core.PlateWaits,
            Prompt = core.Desk.Prompt,
            Message = core.Desk.Message,
            Link = core.Link is { } link ? LinkOf(link) : null,
        };

    private static JobSnapshot JobOf(PrinterCore core, ActiveJob job, TimeSpan now) =>
        core.Progress.Add(
            new JobSnapshot(job.Prepared.Header, job.CommandsDone, now - job.StartedAt, job.Interruption)
            {
                AreHeatersOff = job.AreHeatersOff,
                IsPausedByFirmware = job.IsPausedByFirmware,
                JournalTrouble = job.JournalTrouble,
                Notes = job.Notes.Count == 0 ? [] : [.. job.Notes],
            }
        );

    private static LinkSnapshot LinkOf(FirmwareLink link) =>
        new(
            link.Phase,
            link.Next,
            link.Acknowledged,
            link.InFlight,
            link.Window,
            link.WindowIsOpen,
            link.IsHeating,
            link.TakesNumbers,
            link.Statistics.Resends,
            link.Statistics.OksLost,
            link.Statistics.OksUnexpected
        );
}
