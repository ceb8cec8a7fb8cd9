using System.Text;
using Gantry.Firmware.Detection;

namespace Gantry.Tests.Firmware;

public sealed class WrongDeviceTests
{
    [Theory]
    [InlineData("", DeviceKind.Silent)]
    [InlineData("\0\0", DeviceKind.Silent)]
    [InlineData(
        "ets Jun  8 2016 00:22:57\r\n\r\nrst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n",
        DeviceKind.Esp
    )]
    [InlineData("\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n", DeviceKind.Esp)]
    [InlineData("\r\nGrbl 1.1h ['$' for help]\r\n", DeviceKind.Grbl)]
    [InlineData("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n", DeviceKind.Gps)]
    [InlineData("\r\n+CME ERROR: 10\r\n", DeviceKind.Modem)]
    [InlineData("\r\nDebian GNU/Linux 12 pi ttyAMA0\r\n\r\npi login: ", DeviceKind.Console)]
    [InlineData("MicroPython v1.22 on 2024-01-01\r\n>>> ", DeviceKind.Python)]
    [InlineData("N999999999M105*46\n", DeviceKind.Echo)]
    [InlineData("M105\nM105\nM115\n", DeviceKind.Display)]
    [InlineData("N0 M110*35\n", DeviceKind.Display)]
    [InlineData("echo:busy: processing\n", DeviceKind.Printer)]
    [InlineData("T:21.87 /0.00 B:22.50 /60.00 @:0 B@:127\n", DeviceKind.Printer)]
    [InlineData("wait\nwait\n", DeviceKind.Printer)]
    [InlineData("Humidity: 40 %  Temperature: 21 C\r\n", DeviceKind.OtherText)]
    public void What_a_device_says_tells_what_it_is(string heard, DeviceKind kind) => Judge(heard).Kind.ShouldBe(kind);

    [Fact]
    public void Garbage_is_another_baud_rate()
    {
        byte[] noise = new byte[200];
        new Random(1).NextBytes(noise);
        DeviceGuess guess = WrongDevice.Judge(noise, 115200);
        (guess.Kind, guess.Heard).ShouldBe((DeviceKind.OtherBaudRate, ""));
        guess.What.ShouldBe("The device sends bytes that are no text at 115200 baud.");
    }

    [Fact]
    public void A_board_of_Klipper_is_known_by_its_frames()
    {
        byte[] message = [5, 0x10, 0, 0, 0x7e];
        int crc = KlipperFrames.Crc(message.AsSpan(0, 2));
        (message[2], message[3]) = ((byte)(crc >> 8), (byte)crc);
        WrongDevice.Judge([0xff, .. message]).Kind.ShouldBe(DeviceKind.KlipperBoard);
        KlipperFrames.Crc("123456789"u8).ShouldBe(0x6f91, "the published check value of this CRC");
    }

    [Fact]
    public void Every_kind_has_words_and_shows_a_harmless_piece_of_what_was_heard()
    {
        foreach (DeviceKind kind in Enum.GetValues<DeviceKind>())
            (DeviceWords.What(kind, 0).Length, DeviceWords.Advice(kind).Length).ShouldNotBe((0, 0));
        string heard = Judge("hello \u001b[31mworld\r\nagain\r\n" + new string('x', 5000)).Heard;
        heard.ShouldStartWith("hello world again x");
        heard.Length.ShouldBeLessThanOrEqualTo(120);
    }

    [Theory]
    [InlineData("", TextVerdict.TooLittle)]
    [InlineData("\0", TextVerdict.TooLittle)]
    [InlineData("ok\n", TextVerdict.Text)]
    [InlineData("\0start\necho:Marlin 2.1.2\n", TextVerdict.Text)]
    [InlineData("ok T:21.87 /0.00 B:22.50 \u0080 /60.00 @:0 B@:127\n", TextVerdict.Text)]
    [InlineData("a\u0080\u00ff\u00fe", TextVerdict.Garbage)]
    public void Text_is_told_from_garbage(string received, TextVerdict verdict) =>
        SerialText.Judge(Encoding.Latin1.GetBytes(received)).ShouldBe(verdict);

    [Fact]
    public void Random_bytes_never_pass_for_text()
    {
        var random = new Random(7);
        byte[] noise = new byte[24];
        for (int i = 0; i < 5000; i++)
        {
            random.NextBytes(noise);
            SerialText.Judge(noise).ShouldNotBe(TextVerdict.Text);
            WrongDevice.Judge(noise);
        }
    }

    private static DeviceGuess Judge(string heard) => WrongDevice.Judge(Encoding.Latin1.GetBytes(heard));
}
