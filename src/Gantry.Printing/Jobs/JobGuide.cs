using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.GCode.Motion;
using Gantry.Printing.Progress;

namespace Gantry.Printing.Jobs;

/// <summary>What is known of a file besides its commands: how long each part takes, where its layers are, where the part stands.</summary>
/// <param name="Curve">The time.</param>
/// <param name="Layers">The layers.</param>
/// <param name="Part">The box of the part, mm; null when nothing is printed.</param>
internal sealed record JobGuide(TimeCurve Curve, LayerMap Layers, Box? Part)
{
    /// <summary>Reads a file of plain G-code, twice: for what its slicer says, and command by command.</summary>
    /// <param name="path">The file.</param>
    /// <param name="motion">How the machine moves.</param>
    /// <param name="g90SetsExtruder">What G90 does.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="GCodeException">It is no G-code.</exception>
    public static async Task<JobGuide> ReadAsync(
        string path,
        MachineSettings motion,
        bool g90SetsExtruder,
        CancellationToken cancellationToken = default
    )
    {
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(path, cancellationToken: cancellationToken);
        var curve = new TimeCurveBuilder(motion, analysis.SlicerSeconds);
        var layers = new LayerMapBuilder(new ModalState(g90SetsExtruder));
        using GCodeReader reader = GCodeReader.Open(path);
        while (await reader.ReadAsync(cancellationToken))
        {
            curve.Add(reader.Command);
            layers.Add(reader.Command);
        }
        return new JobGuide(curve.Finish(), layers.Finish(), analysis.PrintBounds);
    }
}
