using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode.Words;

namespace Gantry.Tests.GCode;

public sealed class GCodeCommandTests
{
    [Theory]
    [InlineData("G1 X10 Y-.5 E+2.", 'G', 1, 0)]
    [InlineData("G1X10Y-.5E2", 'G', 1, 0)]
    [InlineData("g1 x10 y-0.5 e2", 'G', 1, 0)]
    [InlineData("G 1 X 10 Y -.5 E 2", 'G', 1, 0)]
    [InlineData("M862.3 X10 Y-.5 E2", 'M', 862, 3)]
    [InlineData("T0 X99 X10 Y-.5 E2", 'T', 0, 0)]
    [InlineData("G1 P\"X7 Y7\" X10 Y-.5 E2", 'G', 1, 0)]
    public void A_command_is_taken_apart(string text, char letter, int code, int subcode)
    {
        GCodeCommand command = Parse(text);
        (command.Letter, command.Code, command.Subcode).ShouldBe((letter, code, subcode));
        command.Get('X', 0).ShouldBe(10);
        command.Get('Y', 0).ShouldBe(-0.5);
        command.Get('E', 0).ShouldBe(2);
        command.Has('F').ShouldBeFalse();
        command.Get('F', 7).ShouldBe(7);
    }

    [Fact]
    public void A_letter_without_a_number_is_seen_without_a_value()
    {
        GCodeCommand command = Parse("G28 X Y");
        (command.Has('X'), command.HasValue('X'), command.Has('Z')).ShouldBe((true, false, false));
    }

    [Fact]
    public void There_is_no_exponent()
    {
        GCodeCommand command = Parse("G1 X1E5");
        (command.Get('X', 0), command.Get('E', 0)).ShouldBe((1, 5));
    }

    [Theory]
    [InlineData("T?")]
    [InlineData("Tx")]
    [InlineData("T")]
    [InlineData("Tc ")]
    public void A_tool_call_may_have_no_number(string text)
    {
        GCodeCommand command = Parse(text);
        (command.Letter, command.Code).ShouldBe(('T', -1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("TURN_OFF_HEATERS")]
    [InlineData("EXCLUDE_OBJECT NAME=a")]
    [InlineData("%")]
    [InlineData("@pause")]
    [InlineData("GX1")]
    public void What_has_no_code_is_no_coded_command(string text)
    {
        new GCodeCommand().Parse(Encoding.UTF8.GetBytes(text)).ShouldBeFalse();
    }

    [Fact]
    public void Small_letters_count_only_where_the_firmware_takes_them()
    {
        var marlin = new GCodeCommand(ignoreCase: false);
        marlin.Parse("G1 x5 Y6"u8).ShouldBeTrue();
        (marlin.Has('X'), marlin.Get('Y', 0)).ShouldBe((false, 6));
        marlin.Parse("g1 X5"u8).ShouldBeTrue();
        marlin.Is('G', 1).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("105.03")]
    [InlineData("9007199254740993")]
    [InlineData("123456789.123456789")]
    [InlineData("0.00000000000000000000123")]
    [InlineData("12345678901234567890123.")]
    [InlineData(".5")]
    [InlineData("-0.0")]
    [InlineData("000000000000000000000001.5")]
    public void A_number_is_the_nearest_double(string text)
    {
        GCodeNumber.TryParse(Encoding.ASCII.GetBytes(text + "Y"), out double value, out int length).ShouldBeTrue();
        value.ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));
        length.ShouldBe(text.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+.")]
    [InlineData("E1")]
    public void What_is_no_number_gives_none(string text)
    {
        GCodeNumber.TryParse(Encoding.ASCII.GetBytes(text), out _, out int length).ShouldBeFalse();
        length.ShouldBe(0);
    }

    [Fact]
    public void A_number_beyond_all_doubles_is_none()
    {
        GCodeNumber.TryParse(Encoding.ASCII.GetBytes(new string('9', 400)), out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Any_decimal_is_read_exactly()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<int>().Generator.Zip(Gen.Choose(0, 9), (n, d) => (n, d)).ToArbitrary(),
                c =>
                {
                    string text = (c.n / (decimal)Math.Pow(10, c.d)).ToString(CultureInfo.InvariantCulture);
                    GCodeNumber.TryParse(Encoding.ASCII.GetBytes(text), out double value, out _).ShouldBeTrue();
                    value.ShouldBe(double.Parse(text, CultureInfo.InvariantCulture));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_bytes_can_be_taken_apart()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes =>
                {
                    var words = new GCodeWordReader(bytes);
                    int count = 0;
                    while (words.TryRead(out GCodeWord word))
                    {
                        bytes[word.Start].ShouldBe(word.Letter);
                        count++;
                    }
                    count.ShouldBeLessThanOrEqualTo(bytes.Length);
                    _ = new GCodeCommand().Parse(bytes);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static GCodeCommand Parse(string text)
    {
        var command = new GCodeCommand();
        command.Parse(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();
        return command;
    }
}
