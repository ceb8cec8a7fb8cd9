using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode;
using Gantry.GCode.Analysis;

namespace Gantry.Tests.GCode.Analysis;

public sealed class GCodeAnalyzerTests
{
    [Fact]
    public async Task A_file_that_says_nothing_is_understood_by_its_moves()
    {
        GCodeAnalysis analysis = await Analyze(
            "G28\nM104 S200\nM140 S50\nG1 Z0.3\nG1 X10 Y10\nG1 X20 E1\nG1 Z0.5\nG1 X10 E2\nG1 Z0.7\nM104 S190\nG1 X20 E3\nG1 Z5\nM104 S0\n"
        );
        analysis.Slicer.ShouldBeNull();
        analysis.Layers.ShouldBe(new LayerSummary(3, 0.3, 0.2, 0.7));
        analysis.PrintBounds.ShouldBe(new Box(10, 10, 0.3, 20, 10, 0.7));
        analysis.FirstLayerBounds.ShouldBe(new Box(10, 10, 0.3, 20, 10, 0.3));
        analysis.MoveBounds.ShouldBe(new Box(10, 10, 0.3, 20, 10, 5));
        analysis.Temperatures.Hotends[0].ShouldBe(new HeaterTemperatures(200, 190, 200));
        analysis.Temperatures.Bed.ShouldBe(new HeaterTemperatures(50, 50, 50));
        analysis.Filament.ShouldHaveSingleItem().LengthMm.ShouldBe(3);
        analysis.SlicerSeconds.ShouldBeNull();
        analysis.EstimatedSeconds.ShouldNotBeNull().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Filament_that_is_pulled_back_counts_once()
    {
        GCodeAnalysis analysis = await Analyze("M83\nG1 X1 E5\nG1 E-3\nG1 X9\nG1 E3\nG1 X10 E1\nG1 E-2\n");
        analysis.Filament[0].MovedMm.ShouldBe(6);
    }

    [Fact]
    public async Task An_arc_counts_with_its_whole_bow()
    {
        GCodeAnalysis analysis = await Analyze("G1 X10 Y10\nG2 X20 Y10 I5 J0 E1\n");
        analysis.PrintBounds!.Value.MaxY.ShouldBe(15, 0.1);
    }

    [Fact]
    public async Task An_empty_file_has_nothing()
    {
        GCodeAnalysis analysis = await Analyze("");
        (analysis.Commands, analysis.Layers.Count, analysis.PrintBounds, analysis.MoveBounds).ShouldBe(
            (0, 0, null, null)
        );
        analysis.EstimatedSeconds.ShouldBe(0);
        AnalysisJson.Read(AnalysisJson.Write(analysis)).Lines.ShouldBe(0);
    }

    [Fact]
    public async Task Time_left_at_the_start_stands_in_for_a_missing_estimate()
    {
        (await Analyze("M73 P0 R12\nM73 P50 R6\nG1 X1\n")).SlicerSeconds.ShouldBe(720);
    }

    [Theory]
    [InlineData(";FLAVOR:Marlin\n;TIME:6666\n;TIME_ELAPSED:10.5\n;TIME_ELAPSED:20.25\n", 20.25)]
    [InlineData(";TIME:6666\n", 6666)]
    [InlineData("; estimated printing time (normal mode) = 1d 2h 3m 4s\n", 93784)]
    [InlineData("; estimated printing time = 5m 1s\n", 301)]
    public async Task The_slicers_time_is_read(string file, double seconds)
    {
        (await Analyze(file)).SlicerSeconds.ShouldBe(seconds);
    }

    [Fact]
    public async Task A_stranger_cannot_fill_the_memory_with_settings()
    {
        var file = new StringBuilder();
        for (int i = 0; i < 50_000; i++)
            file.Append(CultureInfo.InvariantCulture, $"; key{i} = {new string('v', 100)}\n");
        file.Append("; big = ").Append('x', 60_000).Append('\n');
        GCodeAnalysis analysis = await Analyze(file.ToString());
        analysis.SettingsCut.ShouldBeTrue();
        analysis.Settings.Count.ShouldBe(4096);
    }

    [Fact]
    public async Task A_comment_of_any_length_is_cut_and_the_file_goes_on()
    {
        string file = ";thumbnail: data:image/png;base64," + new string('A', 300_000) + "\r\nG1 X1\n";
        GCodeAnalysis analysis = await Analyze(file);
        (analysis.Lines, analysis.Commands).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_picture_that_is_damaged_is_no_picture()
    {
        string good = TestData.Text("slicers/cura_app.gcode");
        (await Analyze(good)).Thumbnails.ShouldHaveSingleItem().MediaType.ShouldBe("image/qoi");
        (await Analyze(good.Replace("; cW9pZg", "; AAAAAA"))).Thumbnails.ShouldBeEmpty();
        (await Analyze(good.Replace("; cW9pZg", "; ??????"))).Thumbnails.ShouldBeEmpty();
        (await Analyze(good.Replace("; thumbnail_QOI end", "G28"))).Thumbnails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(";thumbnail: data:image/png;base64,{0}\nG28\n")]
    [InlineData("; png begin 32*32 2396 10 3 20\n; {0}\n; png end\nG28\n")]
    [InlineData("; thumbnail begin 32 32 2396\n;{0}\n;thumbnail end\nG28\n")]
    public async Task Pictures_in_the_ways_of_other_programs_are_found(string format)
    {
        string superslicer = TestData.Text("slicers/superslicer.gcode");
        string[] lines = superslicer.Split('\n');
        int begin = Array.FindIndex(lines, l => l.StartsWith("; thumbnail begin", StringComparison.Ordinal));
        int end = Array.FindIndex(lines, l => l.StartsWith("; thumbnail end", StringComparison.Ordinal));
        string base64 = string.Concat(lines[(begin + 1)..end].Select(l => l[2..]));
        string file = string.Format(CultureInfo.InvariantCulture, format, base64);
        Thumbnail picture = (await Analyze(file)).Thumbnails.ShouldHaveSingleItem();
        (picture.Format, picture.Width, picture.Height).ShouldBe((ThumbnailFormat.Png, 32, 32));
    }

    [Fact]
    public async Task Volumetric_extrusion_of_older_Ultimakers_is_filament_all_the_same()
    {
        GCodeAnalysis analysis = await Analyze(";FLAVOR:UltiGCode\n;TIME:10\nG1 X10 E63.79\n");
        analysis.Filament[0].MovedMm.ShouldBe(10, 0.01);
        analysis.Filament[0].VolumeCm3!.Value.ShouldBe(0.0638, 0.001);
    }

    [Theory]
    [InlineData("G1 X10 E24.053\n; use_volumetric_e = 1\n; filament_diameter = 1.75\n")]
    [InlineData("M200 D1.75\nG1 X10 E24.053\n; use_volumetric_e = 1\n; filament_diameter = 1.75\n")]
    public async Task So_is_that_of_PrusaSlicer_which_says_so_at_the_end(string file)
    {
        (await Analyze(file)).Filament[0].MovedMm.ShouldBe(10, 0.01);
    }

    [Fact]
    public async Task The_first_layer_is_as_high_as_it_is_printed_where_the_setting_is_a_share_of_something()
    {
        (
            await Analyze("G1 Z0.3\nG1 X10 E1\n; layer_height = 0.2\n; first_layer_height = 75%\n")
        ).Layers.FirstHeight.ShouldBe(0.3);
    }

    [Fact]
    public async Task Totals_of_Bambu_Studio_belong_to_the_filaments_that_the_plate_uses()
    {
        const string Header = """
            ; BambuStudio 02.04.00.70
            ; total filament length [mm] : 100.00,50.00
            ; total filament weight [g] : 0.30,0.14
            ; filament: 2,4
            ; filament_type = PLA;PETG;PLA;ABS
            T1
            G1 X10 E99
            T3
            G1 X20 E49

            """;

        GCodeAnalysis analysis = await Analyze(Header);

        analysis
            .Filament.Select(f => (f.Tool, f.LengthMm, f.WeightG, f.Material))
            .ShouldBe([(1, 100, 0.3, "PETG"), (3, 50, 0.14, "ABS")]);
    }

    [Fact]
    public async Task Numbers_beyond_all_printers_do_no_harm()
    {
        string huge = new('9', 300);
        var file = new StringBuilder($"; filament_diameter = 0\n; filament used [cm3] = {huge}\n;TIME:{huge}\n");
        file.Append(
            $"; estimated printing time (normal mode) = {huge}d\nM201 X{huge} E{huge}\nM203 X{huge}\nM204 S{huge}\n"
        );
        file.Append(
            $"M92 X{huge}\nM205 B{huge}\nM900 K{huge}\nM200 D0.{new string('0', 300)}1\nM207 S{huge} F{huge}\nG10\n"
        );
        foreach (string axis in new[] { "X", "Y", "Z", "E" })
            file.Append(
                $"G1 {axis}{huge} F{huge}\nG1 {axis}-{huge}\nG92 {axis}{huge}\nG91\nG1 {axis}{huge}\nG1 {axis}{huge}\nG90\n"
            );
        file.Append($"G2 X1 I{huge}\nG3 X{huge} R{huge}\nG4 S{huge}\nM104 S{huge}\nM73 R{huge}\nT{huge}\n");
        GCodeAnalysis analysis = await Analyze(file.ToString());
        AnalysisJson.Read(AnalysisJson.Write(analysis)).Commands.ShouldBe(analysis.Commands);
    }

    [Fact]
    public void Any_bytes_give_an_analysis_or_a_typed_error()
    {
        byte[][] files =
        [
            TestData.Bytes("slicers/orcaslicer.gcode"),
            TestData.Bytes("slicers/cura_app.gcode"),
            TestData.Bytes("slicers/bambustudio.gcode"),
        ];
        Gen<(int At, int Value)[]> damage = Gen.Choose(0, 7000)
            .Zip(Gen.Choose(0, 255), (at, value) => (at, value))
            .ArrayOf();
        Prop.ForAll(
                damage.ToArbitrary(),
                async places =>
                {
                    byte[] file = [.. files[places.Length % files.Length]];
                    foreach ((int at, int value) in places)
                        file[at % file.Length] = (byte)value;
                    try
                    {
                        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(new MemoryStream(file));
                        _ = AnalysisJson.Write(analysis);
                    }
                    catch (GCodeException) { }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static Task<GCodeAnalysis> Analyze(string file) =>
        GCodeAnalyzer.AnalyzeAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(file)),
            cancellationToken: TestContext.Current.CancellationToken
        );
}
