using Gantry.Serial;

namespace Gantry.Tests.Sharing.Access;

/// <summary>Every request of RFC 2217, its answer, and what the kernel then says. The port is a pty: 8 bits, no parity, no lines.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("the name", "00", "64 47 61 6e 74 72 79")]
    [InlineData("the baud rate", "01 00 00 00 00", "65 00 00 96 00")]
    [InlineData("the data bits", "02 00", "66 08")]
    [InlineData("the parity", "03 00", "67 01")]
    [InlineData("the stop bits", "04 00", "68 01")]
    [InlineData("the flow control", "05 00", "69 01")]
    [InlineData("the break", "05 04", "69 06")]
    [InlineData("DTR, raised for the client", "05 07", "69 08")]
    [InlineData("RTS, raised for the client", "05 0a", "69 0b")]
    [InlineData("the inbound flow control", "05 0d", "69 0e")]
    [InlineData("the modem state", "07", "6b 00")]
    [InlineData("the line state", "06", "6a 00")]
    public async Task Every_question_is_answered(string what, string question, string answer)
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 38400, Reset = default });
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(question, answer);
        what.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("01 00 03 d0 90", "65 00 03 d0 90", 250000)]
    [InlineData("01 00 01 24 80", "65 00 01 24 80", 74880)]
    [InlineData("01 00 00 00 ff ff", "65 00 00 00 ff ff", 255)]
    [InlineData("01 00 0f 42 40", "65 00 0f 42 40", 1000000)]
    public async Task A_baud_rate_is_set_exactly(string command, string answer, int baudRate)
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(command, answer);

        rig.Device.GetSlaveSettings().BaudRate.ShouldBe(baudRate);
        rig.Snapshot.Settings!.BaudRate.ShouldBe(baudRate);
    }

    [Theory]
    [InlineData("01 ff ff ff ff ff ff ff ff")]
    [InlineData("01 80 00 00 00")]
    [InlineData("01 00 00 00 00")]
    public async Task A_baud_rate_that_there_cannot_be_leaves_the_one_in_use_and_says_so(string command)
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 38400, Reset = default });
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(command, "65 00 00 96 00");

        rig.Device.GetSlaveSettings().BaudRate.ShouldBe(38400);
    }

    [Theory]
    [InlineData("04 02", "68 02", StopBits.Two, FlowControl.None)]
    [InlineData("05 02", "69 02", StopBits.One, FlowControl.XonXoff)]
    [InlineData("05 03", "69 03", StopBits.One, FlowControl.RtsCts)]
    [InlineData("05 0f", "69 0f", StopBits.One, FlowControl.XonXoff)]
    [InlineData("05 10", "69 10", StopBits.One, FlowControl.RtsCts)]
    public async Task Stop_bits_and_flow_control_are_set(string command, string answer, StopBits stop, FlowControl flow)
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(command, answer);

        SerialSettings used = rig.Device.GetSlaveSettings();
        (used.StopBits, used.FlowControl).ShouldBe((stop, flow));
    }

    [Theory]
    [InlineData("05 05", "69 05", "05 04", "69 05")]
    [InlineData("05 09", "69 09", "05 07", "69 09")]
    [InlineData("05 0c", "69 0c", "05 0a", "69 0c")]
    [InlineData("05 06", "69 06", "05 04", "69 06")]
    public async Task A_line_stands_as_it_was_set(string command, string answer, string question, string answered)
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(command, answer);
        await client.AskAsync(question, answered);
    }

    [Fact]
    public async Task Each_direction_has_its_own_flow_control()
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync("05 0f", "69 0f");
        await client.AskAsync("05 00", "69 01");
        await client.AskAsync("05 02", "69 02");
        await client.AskAsync("05 0e", "69 0e");
        await client.AskAsync("05 00", "69 02");
        await client.AskAsync("05 01", "69 01");
        await client.AskAsync("05 0d", "69 0e");
    }

    [Theory]
    [InlineData("01 ff ff ff ff ff ff ff ff", "65 00 01 c2 00")]
    [InlineData("02 01", "66 08")]
    [InlineData("02 04", "66 08")]
    [InlineData("02 09", "66 08")]
    [InlineData("02 07", "66 08")]
    [InlineData("03 06", "67 01")]
    [InlineData("03 02", "67 01")]
    [InlineData("04 03", "68 01")]
    [InlineData("04 04", "68 01")]
    [InlineData("05 11", "69 01")]
    [InlineData("05 12", "69 0e")]
    [InlineData("05 13", "69 01")]
    [InlineData("05 14", "69 01")]
    [InlineData("05 ff ff", "69 01")]
    public async Task A_value_that_cannot_be_is_answered_with_the_one_in_use(string command, string answer)
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 115200 });
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(command, answer);

        rig.Device.GetSlaveSettings().ShouldBe(new SerialSettings(115200));
    }

    [Theory]
    [InlineData("0a 10", "6e 10")]
    [InlineData("0a 00", "6e 00")]
    [InlineData("0b ff ff", "6f ff ff")]
    [InlineData("0b 00", "6f 00")]
    [InlineData("0b 80", "6f 80")]
    [InlineData("0c 01", "70 01")]
    [InlineData("0c 02", "70 02")]
    [InlineData("0c 03", "70 03")]
    public async Task Masks_and_purges_are_echoed(string command, string answer)
    {
        await using ShareRig rig = await ShareRig.StartAsync();
        using SharePeer client = await rig.WriterAsync();

        await client.AskAsync(command, answer);
    }

    [Fact]
    public async Task Requests_in_one_packet_are_answered_in_order()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 9600 });
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(
            "41 ff fa 2c 01 00 01 c2 00 ff f0 42 ff fa 2c 04 02 ff f0 43 ff fa 2c 05 04 ff f0 44 ff fa 2c 01 00 00 00 00 ff f0"
        );

        await client.ReadThroughAsync(
            "ff fa 2c 65 00 01 c2 00 ff f0 ff fa 2c 68 02 ff f0 ff fa 2c 69 06 ff f0 ff fa 2c 65 00 01 c2 00 ff f0"
        );
        (await rig.ReadDeviceAsync(4)).ShouldBe("ABCD"u8.ToArray());
    }

    [Fact]
    public async Task Everything_is_put_back_when_the_client_leaves()
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 57600 });
        SerialSettings before = rig.Device.GetSlaveSettings();
        SharePeer client = await rig.WriterAsync();
        await client.AskAsync("01 00 03 d0 90", "65 00 03 d0 90");
        await client.AskAsync("04 02", "68 02");
        await client.AskAsync("05 02", "69 02");

        client.Dispose();

        await ShareRig.UntilAsync(() => rig.Device.GetSlaveSettings() == before);
        using SharePeer next = await rig.WriterAsync();
        await next.AskAsync("01 00 00 00 00", "65 00 00 e1 00");
        await next.AskAsync("05 04", "69 06");
    }

    [Theory]
    [InlineData("ff f0")]
    [InlineData("ff fa ff f0")]
    [InlineData("ff fa 2c ff f0")]
    [InlineData("ff fa 2c 01 00 ff f0")]
    [InlineData("ff fa 2c 01 00 00 00 00 00 ff f0")]
    [InlineData("ff fa 2c 02 ff f0")]
    [InlineData("ff fa 2c 63 01 ff f0")]
    [InlineData("ff fa 2d 01 02 ff f0")]
    [InlineData("ff fa 2c 01 ff fb 01 ff fe 01")]
    [InlineData("ff f1 ff f9 ff f2")]
    public async Task Malformed_sequences_harm_nobody(string bytes)
    {
        await using ShareRig rig = await ShareRig.StartAsync(new() { BaudRate = 9600 });
        using SharePeer client = await rig.WriterAsync();

        await client.SendAsync(bytes);
        await client.CommandAsync("01 00 00 00 00");

        await client.ReadThroughAsync("ff fa 2c 65 00 00 25 80 ff f0");
    }
}
