using System.Text;
using Gantry.GCode.Analysis;
using Gantry.GCode.Checking;
using static Gantry.GCode.Analysis.PrinterFindingKind;

namespace Gantry.Tests.GCode.Analysis;

public sealed class LimitsCheckTests
{
    private static readonly PrinterLimits Ender = new()
    {
        MaxX = 220,
        MaxY = 220,
        MaxZ = 250,
        MaxHotend = 250,
        MaxBed = 100,
        MaxChamber = 0,
        Tools = 1,
        NozzleDiameters = [0.4],
    };

    [Fact]
    public async Task A_file_that_fits_has_no_finding()
    {
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            TestData.PathOf("cube10.gcode"),
            new AnalysisOptions { Limits = Ender },
            TestContext.Current.CancellationToken
        );
        analysis.Findings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("G1 X5 Y5\nG1 X225 E1\n", OutsideBed, GCodeSeverity.Error, "X up to 225 mm; the bed ends at 220 mm")]
    [InlineData("G1 X5 Y5\nG1 Y-1 E1\n", OutsideBed, GCodeSeverity.Error, "Y from -1 mm")]
    [InlineData("G1 Z260\nG1 X5 E1\n", TooHigh, GCodeSeverity.Error, "up to 260 mm")]
    [InlineData("G1 X-3\nG1 X5\nG1 X6 E1\n", MovesOutside, GCodeSeverity.Warning, "X from -3 mm")]
    [InlineData("G1 Z255\n", MovesOutside, GCodeSeverity.Warning, "Z 255 mm of 250 mm")]
    [InlineData("M104 S260\n", TooHot, GCodeSeverity.Error, "260 °C; the printer allows 250 °C")]
    [InlineData("M140 S110\n", TooHot, GCodeSeverity.Error, "The bed is set to 110 °C")]
    [InlineData("M141 S40\n", TooHot, GCodeSeverity.Error, "cannot heat it")]
    [InlineData("T1\nG1 X5 E1\n", ToolMissing, GCodeSeverity.Error, "T1; the printer has only T0")]
    [InlineData("; nozzle_diameter = 0.6\nG1 X5 E1\n", OtherNozzle, GCodeSeverity.Warning, "a 0.6 mm nozzle")]
    public async Task What_the_printer_cannot_do_is_said(
        string file,
        PrinterFindingKind kind,
        GCodeSeverity severity,
        string words
    )
    {
        PrinterFinding finding = (await Findings(file, Ender)).ShouldHaveSingleItem();
        (finding.Kind, finding.Severity).ShouldBe((kind, severity));
        finding.Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_round_bed_has_no_corners()
    {
        var delta = new PrinterLimits
        {
            MinX = -90,
            MinY = -90,
            MaxX = 90,
            MaxY = 90,
            RoundBed = true,
        };
        (await Findings("G1 X80 Y80\nG1 X85 E1\n", delta)).ShouldHaveSingleItem().Kind.ShouldBe(OutsideBed);
        (await Findings("G1 X-20 Y-20\nG1 X80 E1\n", delta)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Limits_that_are_not_known_forbid_nothing()
    {
        (await Findings("T5\nM104 S999\nG1 X9999 E1\n", new PrinterLimits())).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<PrinterFinding>> Findings(string file, PrinterLimits limits) =>
        (
            await GCodeAnalyzer.AnalyzeAsync(
                new MemoryStream(Encoding.UTF8.GetBytes(file)),
                new AnalysisOptions { Limits = limits },
                TestContext.Current.CancellationToken
            )
        ).Findings;
}
