using System.Globalization;
using Gantry.GCode.Analysis;

namespace Gantry.Tests.GCode.Analysis;

/// <summary>
/// What is understood of a file of each slicer, as a whole. PrusaSlicer's and CuraEngine's files are real; the others are
/// small ones in the words of their formats' public descriptions. The settings are only counted here.
/// </summary>
public sealed class GoldenAnalysisTests
{
    [Theory]
    [InlineData("cube10.gcode")]
    [InlineData("slicers/knob_prusa.gcode.gz")]
    [InlineData("slicers/prusa_two_tools.gcode.gz")]
    [InlineData("slicers/prusa_mmu.gcode.gz")]
    [InlineData("slicers/cura_marlin.gcode.gz")]
    [InlineData("slicers/cura_dual.gcode.gz")]
    [InlineData("slicers/cura_griffin.gcode.gz")]
    [InlineData("slicers/cura_app.gcode")]
    [InlineData("slicers/dagoma.gcode")]
    [InlineData("slicers/superslicer.gcode")]
    [InlineData("slicers/orcaslicer.gcode")]
    [InlineData("slicers/bambustudio.gcode")]
    [InlineData("slicers/simplify3d.gcode")]
    [InlineData("slicers/ideamaker.gcode")]
    [InlineData("slicers/kisslicer.gcode")]
    public async Task A_file_of_every_slicer_is_understood(string file)
    {
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            TestData.PathOf(file),
            cancellationToken: TestContext.Current.CancellationToken
        );
        string name = Path.GetFileName(file).Split('.')[0];
        string golden = TestData.Text($"slicers/{name}.json");
        Shown(analysis).Split('\n').ShouldBe(golden.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("cube10.gcode", "fill_pattern", "gyroid")]
    [InlineData("slicers/cura_app.gcode", "infill_sparse_density", "15")]
    [InlineData("slicers/cura_app.gcode", "quality_type", "standard")]
    [InlineData("slicers/cura_griffin.gcode.gz", "BUILD_PLATE.TYPE", "glass")]
    [InlineData("slicers/dagoma.gcode", "Temperature", "205 °C")]
    [InlineData("slicers/simplify3d.gcode", "profileName", "My Printer (modified)")]
    [InlineData("slicers/ideamaker.gcode", "Filament Compensation #2", "94.00")]
    [InlineData("slicers/kisslicer.gcode", "bed_size_x_mm", "200")]
    [InlineData("slicers/bambustudio.gcode", "model printing time", "5m 39s; total estimated time: 11m 27s")]
    public async Task Settings_are_kept_under_the_slicers_own_names(string file, string key, string value)
    {
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            TestData.PathOf(file),
            new AnalysisOptions { Machine = null },
            TestContext.Current.CancellationToken
        );
        analysis.EstimatedSeconds.ShouldBeNull();
        analysis.Settings[key].ShouldBe(value);
    }

    private static string Shown(GCodeAnalysis analysis)
    {
        string count = analysis.Settings.Count.ToString(CultureInfo.InvariantCulture);
        return AnalysisJson.Write(analysis with { Settings = new Dictionary<string, string> { ["count"] = count } });
    }
}
