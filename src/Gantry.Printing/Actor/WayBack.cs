using Gantry.Printing.Jobs;
using Gantry.Printing.Scripts;

namespace Gantry.Printing.Actor;

/// <summary>From a pause back to the print: what must be sent before the file goes on, so that it does so warm and in its place.</summary>
internal sealed class WayBack(PrinterCore core)
{
    /// <summary>What brings the printer back to where the pause found it.</summary>
    public IReadOnlyList<string> LinesFor(ActiveJob job)
    {
        if (job.IsPausedByFirmware)
            return [];
        ModalState? paused = core.Modal.Paused;
        IReadOnlyList<string> heat = [.. RestoreCommands.HeatersOn(core.Setup.Machine, paused)];
        if (job.IsPausedAsItStands && !core.Modal.HasMoved)
            return job.IsDisturbed
                ?
                [
                    .. heat,
                    .. RestoreCommands.FansOn(core.Setup.Machine, paused),
                    .. RestoreCommands.Modes(core.Setup.Machine, paused),
                ]
                : heat;
        IReadOnlyList<string> script = core.Expand(
            core.Setup.Scripts.Resume,
            paused,
            core.Modal.PausedCanExtrude && !job.IsPausedAsItStands
        );
        // A script of people's own may not heat; what was switched off by policy was promised back.
        return job.AreHotendsOff && heat.Except(script).Any() ? [.. heat, .. script] : script;
    }

    /// <summary>Whether what must come before the file can be sent, or nothing must: the printer stands as the pause found it.</summary>
    public bool IsOpen(ActiveJob job, IReadOnlyList<string> lines) =>
        lines.Count == 0 || core.MayInsert || job is { IsPausedAsItStands: true, IsDisturbed: false };

    /// <summary>What is said to who wants it resumed all the same.</summary>
    public string WhyNot(ActiveJob job) =>
        $"{core.Setup.Name} cannot resume now: what heats it and brings its head back must be in the journal first, and that cannot be written. Free the disk first. {job.JournalTrouble}";
}
