using Gantry.GCode;

namespace Gantry.Printing.Jobs;

/// <summary>Reads what <see cref="LayerResume"/> must know from the file of an interrupted print.</summary>
internal static class LayerResumePlanner
{
    /// <summary>Plans how a print goes on.</summary>
    /// <param name="print">The print.</param>
    /// <param name="layer">The layer to go on with, from 1; null for the one in which it stopped.</param>
    /// <param name="zAdjustment">A correction of the height by a person who has looked, mm.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="LayerResumeException">It cannot be done safely.</exception>
    public static async Task<LayerResumePlan> PlanAsync(
        InterruptedPrint print,
        int? layer,
        double zAdjustment,
        CancellationToken cancellationToken
    )
    {
        JobGuide guide = await print.Job.StudyAsync(print.Setup.Motion, cancellationToken);
        LayerStart start = Choose(guide.Layers, layer, print.CommandsDone);
        long stoppedAt = Math.Max(0, print.CommandsDone - LayerResumeRequest.CommandsInDoubt);
        (ModalState stopped, ModalState before) = await ReadAsync(
            print,
            stoppedAt,
            start.FirstCommand - 1,
            cancellationToken
        );
        LayerResumeOptions options = print.Setup.LayerResume;
        if (options.Kinematics == PrinterKinematics.Unknown)
            options = options with { Kinematics = KinematicsNames.Parse(print.Firmware.Kinematics) };
        return LayerResume.Plan(
            new LayerResumeRequest
            {
                Layers = guide.Layers,
                Layer = start,
                State = before,
                Stopped = stopped,
                Machine = print.Setup.Machine,
                Part = guide.Part,
                Options = options with { ZAdjustment = zAdjustment },
            }
        );
    }

    private static LayerStart Choose(LayerMap layers, int? layer, long commandsDone)
    {
        LayerStart? found = layer is { } index
            ? layers.Layers.Where(l => l.Index == index).Select(l => (LayerStart?)l).FirstOrDefault()
            : layers.At(commandsDone);
        return found
            ?? throw new LayerResumeException(
                LayerResumeRefusal.NoLayers,
                layer is { } missing
                    ? $"The file has no layer {missing}: they are counted from 1 to {layers.Layers.Count}."
                    : "Nothing was printed yet, or the file does not show where its layers begin. Start the print anew."
            );
    }

    private static async Task<(ModalState Stopped, ModalState Before)> ReadAsync(
        InterruptedPrint print,
        long stoppedAt,
        long before,
        CancellationToken cancellationToken
    )
    {
        using GCodeReader reader = GCodeReader.Open(print.Job.Header.FilePath);
        var state = new ModalState(Actor.ModalWatch.SetsExtruder(print.Firmware.Flavour), print.Setup.Home);
        await state.ReplayAsync(reader, Math.Min(stoppedAt, before), cancellationToken);
        ModalState first = state.Clone();
        await state.ReplayAsync(reader, Math.Max(stoppedAt, before), cancellationToken);
        return stoppedAt <= before ? (first, state) : (state, first);
    }
}
