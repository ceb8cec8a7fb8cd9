using System.Text;
using Gantry.Firmware;

namespace Gantry.Tests.Firmware;

public sealed class ReplyParserTests
{
    [Theory]
    [InlineData("ok", ReplyKind.Ok, -1)]
    [InlineData("ok\r", ReplyKind.Ok, -1)]
    [InlineData("ok N123 P15 B3", ReplyKind.Ok, 123)]
    [InlineData("ok P15 B3", ReplyKind.Ok, -1)]
    [InlineData("ok 123", ReplyKind.Ok, 123)]
    [InlineData("ok T:21.87 /0.00 B:21.87 /0.00 @:0 B@:0", ReplyKind.Ok, -1)]
    [InlineData("ok B:22.4 /0.0 T0:22.4 /0.0", ReplyKind.Ok, -1)]
    [InlineData("Resend: 12", ReplyKind.Resend, 12)]
    [InlineData("Resend:3", ReplyKind.Resend, 3)]
    [InlineData("rs N12", ReplyKind.Resend, 12)]
    [InlineData("rs 12:", ReplyKind.Resend, 12)]
    [InlineData("skip 7", ReplyKind.Skip, 7)]
    [InlineData("wait", ReplyKind.Wait, -1)]
    [InlineData("start", ReplyKind.Start, -1)]
    [InlineData("echo:busy: processing", ReplyKind.Busy, -1)]
    [InlineData("busy: processing", ReplyKind.Busy, -1)]
    [InlineData(" T:21.87 /0.00 B:21.87 /0.00 @:0 B@:0", ReplyKind.Temperatures, -1)]
    [InlineData("T0:210.1 /210.0 @:64", ReplyKind.Temperatures, -1)]
    [InlineData("//action:pause", ReplyKind.Action, -1)]
    [InlineData("echo:Unknown command: \"FOO\"", ReplyKind.UnknownCommand, -1)]
    [InlineData("!! Must home axis first", ReplyKind.Error, -1)]
    [InlineData("Error:Printer halted. kill() called!", ReplyKind.Error, -1)]
    public void Lines_of_real_firmware_are_understood(string line, ReplyKind kind, long number)
    {
        Reply reply = ReplyParser.Parse(Encoding.Latin1.GetBytes(line));

        reply.Kind.ShouldBe(kind);
        reply.Number.ShouldBe(number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("o")]
    [InlineData("okay")]
    [InlineData("okok")]
    [InlineData("ko")]
    [InlineData("echo:ok")]
    [InlineData("\u0080ok")]
    [InlineData("Ready")]
    [InlineData("rs")]
    [InlineData("starting")]
    [InlineData("echo: Last Updated: 2022-12-01")]
    [InlineData("Tool changed")]
    [InlineData("Bed leveling")]
    [InlineData("X:10.00 Y:0.00 Z:0.00 E:0.00 Count X:800 Y:0 Z:0")]
    public void What_only_resembles_an_answer_is_none(string line)
    {
        ReplyParser.Parse(Encoding.Latin1.GetBytes(line)).Kind.ShouldBe(ReplyKind.Other);
    }

    [Theory]
    [InlineData("Error:Line Number is not Last Line Number+1, Last Line: 41", 41)]
    [InlineData("Error:checksum mismatch, Last Line: 7", 7)]
    [InlineData("Error:No Checksum with line number, Last Line: 0", 0)]
    [InlineData("Error:expected line 3 got 5", 2)]
    [InlineData("Error:checksum mismatch, Last Line: 7x", -1)]
    [InlineData("Error:checksum mismatch, Last Line: -7", Reply.BelowZero)]
    [InlineData("Error:checksum mismatch, Last Line: -", -1)]
    [InlineData("Error:Wrong checksum", -1)]
    public void The_last_line_of_an_error_is_read_or_not_believed(string line, long last)
    {
        ReplyParser.Parse(Encoding.Latin1.GetBytes(line)).LastLine.ShouldBe(last);
    }

    [Theory]
    [InlineData("Resend: ")]
    [InlineData("Resend: 1x2")]
    [InlineData("Resend: -4")]
    [InlineData("Resend: 99999999999999999999")]
    public void A_damaged_number_is_not_believed(string line)
    {
        Reply reply = ReplyParser.Parse(Encoding.Latin1.GetBytes(line));

        reply.Kind.ShouldBe(ReplyKind.Resend);
        reply.Number.ShouldBe(-1);
    }

    [Fact]
    public void Advanced_ok_tells_the_free_places()
    {
        Reply reply = ReplyParser.Parse("ok N123 P15 B3"u8);

        (reply.PlannerFree, reply.QueueFree).ShouldBe((15, 3));
    }

    [Fact]
    public void The_report_of_a_heating_wait_is_told_from_an_automatic_one()
    {
        ReplyParser.Parse(" T:21.87 /200.00 B:21.87 /0.00 @:127 B@:0 W:?"u8).IsHeatingWait.ShouldBeTrue();
        ReplyParser.Parse(" T:21.87 /200.00 B:21.87 /0.00 @:127 B@:0"u8).IsHeatingWait.ShouldBeFalse();
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(1);
        byte[] line = new byte[64];
        ReadOnlySpan<byte> letters = "ok NPBTC:0123456789Resnd!e-./ \r"u8;
        for (int i = 0; i < 200_000; i++)
        {
            int length = random.Next(line.Length);
            for (int j = 0; j < length; j++)
                line[j] = random.Next(4) == 0 ? (byte)random.Next(256) : letters[random.Next(letters.Length)];
            ReplyParser.Parse(line.AsSpan(0, length));
        }
    }
}
