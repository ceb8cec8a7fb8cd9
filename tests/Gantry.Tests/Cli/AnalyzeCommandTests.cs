using System.CommandLine;
using System.IO.Pipes;
using Gantry.Cli;
using Gantry.GCode.Analysis;
using Gantry.Tests.GCode;
using Gantry.Tests.GCode.Containers;

namespace Gantry.Tests.Cli;

public sealed class AnalyzeCommandTests
{
    [Fact]
    public async Task A_file_is_shown_as_a_table()
    {
        (int code, string output, string error) = await Run(TestData.PathOf("cube10.gcode"));
        (code, error).ShouldBe((0, ""));
        output.ShouldContain("PrusaSlicer 2.5.0");
        output.ShouldContain("7 min 35 s");
        output.ShouldContain("210 °C first layer");
    }

    [Fact]
    public async Task A_file_is_shown_as_json()
    {
        (int code, string output, _) = await Run(
            TestData.PathOf("slicers/cura_app.gcode"),
            "--json",
            "--machine",
            "none"
        );
        code.ShouldBe(0);
        GCodeAnalysis analysis = AnalysisJson.Read(output);
        (analysis.Slicer!.Name, analysis.SlicerSeconds, analysis.EstimatedSeconds).ShouldBe(("Cura", 723, null));
        analysis.Settings["quality_type"].ShouldBe("standard");
    }

    [Fact]
    public async Task A_file_that_does_not_fit_the_printer_says_why()
    {
        string limits = "110x110x100,hotend=200,bed=100,tools=1,nozzle=0.4";
        (int code, string output, _) = await Run(TestData.PathOf("cube10.gcode"), "--json", "--printer-limits", limits);
        code.ShouldBe(3);
        AnalysisJson
            .Read(output)
            .Findings.Select(f => f.Kind)
            .ShouldBe([PrinterFindingKind.OutsideBed, PrinterFindingKind.TooHot]);
    }

    [Theory]
    [InlineData("110x")]
    [InlineData("nozzle")]
    [InlineData("hotend=warm")]
    [InlineData("1x2x3x4")]
    [InlineData("")]
    public async Task Limits_that_are_not_understood_are_refused(string limits)
    {
        (int code, _, string error) = await Run(TestData.PathOf("cube10.gcode"), "--printer-limits", limits);
        code.ShouldNotBe(0);
        error.ShouldContain("is no printer limit");
    }

    [Fact]
    public async Task A_file_that_is_missing_or_no_gcode_gives_one_line_and_an_exit_code()
    {
        using var png = new TemporaryFile([0x89, (byte)'P', (byte)'N', (byte)'G']);
        using var letter = new TemporaryFile("Dear printer,\nplease print.\n"u8.ToArray());
        (await Run("no-such-file.gcode")).ShouldBe((66, "", "gantry: no-such-file.gcode: there is no such file.\n"));
        (await Run(TestData.Folder)).Code.ShouldBe(66);
        (int code, _, string error) = await Run(png.Path);
        code.ShouldBe(65);
        error.ShouldContain("This is a picture. Gantry takes");
        (await Run(letter.Path)).Code.ShouldBe(65);
    }

    [Fact]
    public async Task A_pipe_is_no_file()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        (int code, _, string error) = await Run($"/dev/fd/{pipe.GetClientHandleAsString()}");
        (code, error.Split('\n').Length).ShouldBe((74, 2));
        error.ShouldContain("This is a pipe");
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        int code = await AnalyzeCommand
            .Create()
            .Parse(arguments)
            .InvokeAsync(
                new InvocationConfiguration { Output = output, Error = error },
                TestContext.Current.CancellationToken
            );
        return (code, output.ToString(), error.ToString());
    }
}
