using Gantry.Serial;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary>RFC 2217 to the byte, and what the kernel says afterwards, on a port that has lines and formats.</summary>
public sealed class ShareConformanceTests(SharedLines share) : IClassFixture<SharedLines>
{
    [Theory]
    [InlineData("02 05", "66 05", "frame", "5n1")]
    [InlineData("02 06", "66 06", "frame", "6n1")]
    [InlineData("02 07", "66 07", "frame", "7n1")]
    [InlineData("02 08", "66 08", "frame", "8n1")]
    [InlineData("03 01", "67 01", "frame", "8n1")]
    [InlineData("03 02", "67 02", "frame", "8o1")]
    [InlineData("03 03", "67 03", "frame", "8e1")]
    [InlineData("03 04", "67 04", "frame", "8m1")]
    [InlineData("03 05", "67 05", "frame", "8s1")]
    [InlineData("04 01", "68 01", "frame", "8n1")]
    [InlineData("04 02", "68 02", "frame", "8n2")]
    [InlineData("05 05", "69 05", "break", "true")]
    [InlineData("05 06", "69 06", "break", "false")]
    [InlineData("05 08", "69 08", "dtr", "true")]
    [InlineData("05 09", "69 09", "dtr", "false")]
    [InlineData("05 0b", "69 0b", "rts", "true")]
    [InlineData("05 0c", "69 0c", "rts", "false")]
    public async Task What_is_set_reaches_the_driver(string command, string answer, string what, string value)
    {
        using ShareClientSocket client = await share.ConnectAsync();

        await client.AskAsync(command, answer);

        (await share.LookAsync(what)).ShouldBe(value);
    }

    [Theory]
    [InlineData("02 07", "66 07", "02 04", "66 07")]
    [InlineData("02 07", "66 07", "02 ff ff", "66 07")]
    [InlineData("03 03", "67 03", "03 06", "67 03")]
    [InlineData("04 02", "68 02", "04 03", "68 02")]
    [InlineData("05 03", "69 03", "05 11", "69 03")]
    [InlineData("05 03", "69 03", "05 12", "69 10")]
    [InlineData("05 02", "69 02", "05 13", "69 02")]
    [InlineData("05 02", "69 02", "05 0d", "69 0f")]
    [InlineData("05 0f", "69 0f", "05 00", "69 01")]
    [InlineData("05 10", "69 10", "05 0e", "69 0e")]
    [InlineData("05 03", "69 03", "05 0e", "69 10")]
    [InlineData("05 05", "69 05", "05 7f", "69 01")]
    [InlineData("0c 00", "70 00", "0c 04", "70 00")]
    public async Task What_cannot_be_is_answered_with_what_is(string first, string told, string wrong, string inUse)
    {
        using ShareClientSocket client = await share.ConnectAsync();

        await client.AskAsync(first, told);
        await client.AskAsync(wrong, inUse);
    }

    [Fact]
    public async Task One_and_a_half_stop_bits_are_for_five_data_bits()
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.AskAsync("04 03", "68 01");

        await client.AskAsync("02 05", "66 05");
        await client.AskAsync("04 03", "68 03");
        await client.AskAsync("04 00", "68 03");

        (await share.LookAsync("frame")).ShouldBe("5n2");
    }

    [Theory]
    [InlineData("ff ff", """{"cts":false}""", "a1")]
    [InlineData("ff ff", """{"dsr":false}""", "92")]
    [InlineData("ff ff", """{"dcd":false}""", "38")]
    [InlineData("ff ff", """{"ri":true}""", "f0")]
    [InlineData("10", """{"cts":false}""", "00")]
    [InlineData("01", """{"cts":false}""", "01")]
    [InlineData("88", """{"dcd":false}""", "08")]
    [InlineData("40", """{"ri":true}""", "40")]
    public async Task A_change_of_a_line_is_told_as_the_mask_wants(string mask, string lines, string told)
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.AskAsync($"0b {mask}", $"6f {mask}");
        try
        {
            await share.DriveAsync(lines);

            await client.ExpectAsync($"6b {told}");
        }
        finally
        {
            await share.DriveAsync("""{"cts":true,"dsr":true,"dcd":true,"ri":false}""");
        }
    }

    [Fact]
    public async Task Of_the_ring_indicator_the_end_is_an_event()
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await share.DriveAsync("""{"ri":true}""");
        await client.ExpectAsync("6b f0");

        await share.DriveAsync("""{"ri":false}""");

        await client.ExpectAsync("6b b4");
    }

    [Fact]
    public async Task What_is_masked_is_not_told()
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.AskAsync("0b 80", "6f 80");
        await share.DriveAsync("""{"cts":false}""");
        await share.DriveAsync("""{"dcd":false}""");
        // Of carrier detect, and nothing before it.
        await client.ExpectAsync("6b 00");
        await share.DriveAsync("""{"cts":true,"dcd":true}""");
        await client.ExpectAsync("6b 80");
    }

    [Fact]
    public async Task Only_errors_under_the_mask_are_told()
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.AskAsync("06", "6a 00");
        await client.AskAsync("0a 06", "6e 06");

        await share.DriveAsync("""{"frame":1,"brk":1}""");
        await client.AskAsync("06", "6a 00");
        await share.DriveAsync("""{"overrun":1}""");

        await client.ExpectAsync("6a 02");
    }

    [Fact]
    public async Task A_break_is_held_through_whatever_is_asked_meanwhile()
    {
        using ShareClientSocket client = await share.ConnectAsync();
        await client.AskAsync("05 05", "69 05");
        await client.AskAsync("01 00 00 4b 00", "65 00 00 4b 00");
        await client.AskAsync("05 09", "69 09");
        await client.AskAsync("0c 03", "70 03");

        (await share.LookAsync("break")).ShouldBe("true");
        await client.AskAsync("05 04", "69 05");
        await client.AskAsync("05 06", "69 06");
        (await share.LookAsync("break")).ShouldBe("false");
    }

    [Fact]
    public async Task What_a_client_set_is_put_back_also_when_its_connection_breaks()
    {
        using (ShareClientSocket client = await share.ConnectAsync())
        {
            await client.AskAsync("01 00 00 4b 00", "65 00 00 4b 00");
            await client.AskAsync("02 07", "66 07");
            await client.AskAsync("05 02", "69 02");
            await client.AskAsync("05 05", "69 05");
            client.Reset();
        }
        await DeviceEnd.UntilAsync(() => share.Device.Settings == new SerialSettings(38400));

        using ShareClientSocket next = await share.ConnectAsync();
        await next.AskAsync("01 00 00 00 00", "65 00 00 96 00");
        await next.AskAsync("02 00", "66 08");
        await next.AskAsync("05 00", "69 01");
        await next.AskAsync("05 04", "69 06");
        (await share.LookAsync("break")).ShouldBe("false");
        (await share.LookAsync("frame")).ShouldBe("8n1");
    }

    [Fact]
    public async Task A_suspension_loses_nothing_and_ends_with_whoever_asked_for_it()
    {
        using (ShareClientSocket client = await share.ConnectAsync())
        {
            await client.SendAsync("ff fa 2c 08 ff f0");
            await client.AskAsync("05 00", "69 01");
            share.Device.Say("held");
            await client.SendAsync("41");
            (await share.Device.ReadTextAsync(1)).ShouldBe("A");
            // An answer passes, and no data stands before it; a second suspension is none.
            await client.SendAsync("ff fa 2c 08 ff f0");
            await client.AskAsync("05 04", "69 06");

            await client.SendAsync("ff fa 2c 09 ff f0");
            await client.ReadThroughAsync("68 65 6c 64");
            await client.SendAsync("ff fa 2c 08 ff f0");
            await client.AskAsync("05 04", "69 06");
        }
        using ShareClientSocket next = await share.ConnectAsync();
        share.Device.Say("fresh");
        await next.ReadThroughAsync("66 72 65 73 68");
    }

    [Theory]
    [InlineData("ff f0")]
    [InlineData("ff fa ff f0")]
    [InlineData("ff fa 2c ff f0")]
    [InlineData("ff fa 2c 01 00 ff f0")]
    [InlineData("ff fa 2c 02 08 08 ff f0")]
    [InlineData("ff fa 2c 05 ff f0")]
    [InlineData("ff fa 2c ff ff 01 ff f0")]
    [InlineData("ff fa 18 01 ff f0")]
    [InlineData("ff fa 2c 02 ff 41 ff f0")]
    [InlineData("ff fa 2c 03 03 ff fa 2c 64 ff f0")]
    [InlineData("ff 00")]
    [InlineData("ff f1 ff f2 ff f4 ff f5 ff f7 ff f8 ff f9 ff ef")]
    public async Task No_byte_of_a_command_reaches_the_device_however_spoilt(string bytes)
    {
        using ShareClientSocket client = await share.ConnectAsync();

        await client.SendAsync(bytes + " 41");
        await client.AskAsync("02 00", "66 08");

        (await share.Device.ReadTextAsync(1)).ShouldBe("A");
    }
}
