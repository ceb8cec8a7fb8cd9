using System.Text;
using Gantry.GCode;
using Gantry.GCode.Checking;
using static Gantry.GCode.Checking.GCodeFindingKind;

namespace Gantry.Tests.GCode;

public sealed class GCodeCheckTests
{
    [Fact]
    public async Task A_sliced_file_has_nothing_against_it()
    {
        GCodeCheckResult result = await Check(TestData.Bytes("cube10.gcode"));
        result.Findings.ShouldBeEmpty();
        result.CanPrint.ShouldBeTrue();
        result.Commands.ShouldBeInRange(3000, 4000);
        result.Lines.ShouldBe(4138);
        result.LineEnds.ShouldBe(LineEnds.Lf);
    }

    [Theory]
    [InlineData("", EmptyFile)]
    [InlineData("; nothing\n\n", NoCommands)]
    [InlineData("Dear printer,\nplease print.\n", NoCommands)]
    [InlineData("G1 X1\0Y2\n", Binary)]
    [InlineData("\u0089PNG\r\n", Binary)]
    [InlineData("<!DOCTYPE html><html>", Binary)]
    [InlineData("solid cube\n facet normal 0 0 1\n", Binary)]
    [InlineData("G1 X\u00B110\n", NotUtf8)]
    public async Task A_file_that_is_no_gcode_is_refused(string latin1, GCodeFindingKind kind)
    {
        GCodeCheckResult result = await Check(Encoding.Latin1.GetBytes(latin1));
        result.CanPrint.ShouldBeFalse();
        result.FirstError!.Kind.ShouldBe(kind);
    }

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0 }, "a gzip file")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4 }, "a zip archive")]
    [InlineData(new byte[] { 0x47, 0x43, 0x44, 0x45 }, "binary G-code")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, "a picture")]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x47, 0 }, "UTF-16")]
    [InlineData(new byte[] { 0, 1, 2, 3 }, "binary data")]
    public async Task A_binary_file_is_named(byte[] bytes, string name)
    {
        GCodeCheckResult result = await Check(bytes);
        result.FirstError!.Kind.ShouldBe(Binary);
        result.FirstError.Message.ShouldContain(name);
    }

    [Theory]
    [InlineData("M500")]
    [InlineData("m500")]
    [InlineData("M 500")]
    [InlineData("M0500")]
    [InlineData("M66036")]
    [InlineData("N7 M500*12")]
    [InlineData("(x)M500")]
    [InlineData("G1 X5 M500")]
    [InlineData("M810 G28|M500")]
    [InlineData("M117 \"done\" M500")]
    [InlineData("M28 part.g")]
    [InlineData("M303 E0 S200")]
    [InlineData("M112")]
    [InlineData("M997")]
    [InlineData("D3 Ax0000 C1 X00")]
    public async Task What_changes_the_printer_itself_is_seen_however_it_is_written(string line) =>
        (await Check($"G28\n{line}\n")).Findings.ShouldContain(f => f.Kind == ChangesMachine && f.FirstLine == 2);

    [Theory]
    [InlineData("M117 M500 was here")]
    [InlineData("M486 A\"M500\"")]
    [InlineData("M862.3 P \"M500\"")]
    [InlineData("EXCLUDE_OBJECT_DEFINE NAME=M500")]
    [InlineData("G1 X5 ; M500")]
    [InlineData("M5000")]
    [InlineData("T1 ; D2")]
    public async Task What_only_looks_like_it_is_let_pass(string line) =>
        (await Check($"G28\n{line}\n")).Findings.ShouldNotContain(f => f.Kind == ChangesMachine);

    [Fact]
    public async Task A_command_that_the_firmware_cuts_is_refused_by_its_line()
    {
        string fits = "M117 " + new string('x', 95 - 5 - 1 - 4 - 4);
        (await Check($"G28\n{fits}\n")).Findings.ShouldBeEmpty();
        GCodeFinding error = (await Check($"G28\n{fits}y\n{fits}yy\n")).FirstError!;
        error.Kind.ShouldBe(CommandTooLong);
        error.FirstLine.ShouldBe(2);
        error.Count.ShouldBe(2);
        error.Message.ShouldContain("96");
        (await Check($"{fits}y\n", new() { MaxLineCharacters = 200 })).CanPrint.ShouldBeTrue();
    }

    [Fact]
    public async Task Latin_letters_in_a_comment_are_only_a_note()
    {
        GCodeCheckResult result = await Check(Encoding.Latin1.GetBytes("G28\n; 60 \u00B0C\nG1 X1 ; \u00E9\n"));
        result.CanPrint.ShouldBeTrue();
        GCodeFinding finding = result.Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Severity, finding.FirstLine, finding.Count).ShouldBe(
            (CommentsNotUtf8, GCodeSeverity.Note, 2, 2)
        );
    }

    [Theory]
    [InlineData("M117 60 °C\n; 60 °C\nEXCLUDE_OBJECT_START NAME=Würfel\n", true)]
    [InlineData("G1 X1\u00A0Y2\n", false)]
    [InlineData("G1 X\u22125\n", false)]
    public async Task Letters_beyond_ascii_belong_into_texts_only(string file, bool printable)
    {
        GCodeCheckResult result = await Check(file);
        result.CanPrint.ShouldBe(printable);
        if (!printable)
            result.FirstError!.Kind.ShouldBe(NotAscii);
    }

    [Theory]
    [InlineData("G28\r\n", CrLf, GCodeSeverity.Note)]
    [InlineData("G28\rG1 X1\r", Cr, GCodeSeverity.Note)]
    [InlineData("G1 X1 (move)\n", Parentheses, GCodeSeverity.Note)]
    [InlineData("N1 G28*18\n", Framed, GCodeSeverity.Note)]
    [InlineData("M110 N0\n", SetsLineNumber, GCodeSeverity.Warning)]
    [InlineData("G1\u0007 X1\n", ControlCharacters, GCodeSeverity.Error)]
    public async Task What_is_odd_is_said(string file, GCodeFindingKind kind, GCodeSeverity severity)
    {
        string padded = file + string.Concat(Enumerable.Repeat("G1 X1 Y1 Z1\n", 20));
        GCodeFinding finding = (await Check(padded)).Findings.ShouldHaveSingleItem();
        (finding.Kind, finding.Severity).ShouldBe((kind, severity));
    }

    [Fact]
    public async Task A_line_without_end_stops_the_check()
    {
        GCodeCheckResult result = await Check("G28\n" + new string('G', 70_000));
        result.FirstError!.Kind.ShouldBe(LineTooLong);
        result.FirstError.FirstLine.ShouldBe(2);
    }

    [Fact]
    public async Task The_check_brings_an_index_of_the_file()
    {
        byte[] cube = TestData.Bytes("cube10.gcode");
        GCodeCheckResult result = await Check(cube);
        using var reader = new GCodeReader(new MemoryStream(cube));
        (await reader.ReadAtAsync(result.Index, 3000, TestContext.Current.CancellationToken)).ShouldBeTrue();
        reader.CommandNumber.ShouldBe(3000);
    }

    private static Task<GCodeCheckResult> Check(string file, GCodeCheckOptions? options = null) =>
        Check(Encoding.UTF8.GetBytes(file), options);

    private static Task<GCodeCheckResult> Check(byte[] file, GCodeCheckOptions? options = null) =>
        GCodeCheck.RunAsync(new MemoryStream(file), options, TestContext.Current.CancellationToken);
}
