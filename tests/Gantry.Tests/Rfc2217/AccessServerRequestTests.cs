using System.Text;
using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

public sealed class AccessServerRequestTests
{
    /// <summary>A command without its frame, what the host sees, and the answer without its frame.</summary>
    public static TheoryData<string, string, string> Commands()
    {
        var rows = new TheoryData<string, string, string>
        {
            { "00", "Query Signature 0", "64 54 65 73 74 20 73 65 72 76 65 72" },
            { "00 6d 65", "Set Signature 0 me", "" },
            { "01 00 00 00 00", "Query BaudRate 0", "65 00 01 c2 00" },
            { "01 00 03 d0 90", "Set BaudRate 250000", "65 00 03 d0 90" },
            { "01 00 00 ff ff 00", "Set BaudRate 65280", "65 00 00 ff ff 00" },
            { "01 ff ff ff ff ff ff ff ff", "Set BaudRate 4294967295", "65 ff ff ff ff ff ff ff ff" },
            { "02 00", "Query DataSize 0", "66 08" },
            { "03 00", "Query Parity 0", "67 01" },
            { "04 00", "Query StopSize 0", "68 01" },
            { "05 00", "Query FlowControl 0", "69 01" },
            { "05 01", "Set FlowControl 1", "69 01" },
            { "05 02", "Set FlowControl 2", "69 02" },
            { "05 03", "Set FlowControl 3", "69 03" },
            { "05 04", "Query Break 0", "69 06" },
            { "05 05", "Set Break 1", "69 05" },
            { "05 06", "Set Break 0", "69 06" },
            { "05 07", "Query Dtr 0", "69 09" },
            { "05 08", "Set Dtr 1", "69 08" },
            { "05 09", "Set Dtr 0", "69 09" },
            { "05 0a", "Query Rts 0", "69 0c" },
            { "05 0b", "Set Rts 1", "69 0b" },
            { "05 0c", "Set Rts 0", "69 0c" },
            { "05 0d", "Query InboundFlowControl 0", "69 0e" },
            { "05 0e", "Set InboundFlowControl 14", "69 0e" },
            { "05 0f", "Set InboundFlowControl 15", "69 0f" },
            { "05 10", "Set InboundFlowControl 16", "69 10" },
            { "05 11", "Set FlowControl 17", "69 11" },
            { "05 12", "Set InboundFlowControl 18", "69 12" },
            { "05 13", "Set FlowControl 19", "69 13" },
            { "06", "Query LineStatePoll 0", "6a 00" },
            { "07", "Query ModemStatePoll 0", "6b 00" },
            { "08", "Set Suspend 0", "" },
            { "09", "Set Resume 0", "" },
            { "0a 00", "Set LineStateMask 0", "6e 00" },
            { "0a 1e", "Set LineStateMask 30", "6e 1e" },
            { "0a ff ff", "Set LineStateMask 255", "6e ff ff" },
            { "0b 00", "Set ModemStateMask 0", "6f 00" },
            { "0b f0", "Set ModemStateMask 240", "6f f0" },
            { "0b ff ff", "Set ModemStateMask 255", "6f ff ff" },
            { "0c 01", "Set Purge 1", "70 01" },
            { "0c 02", "Set Purge 2", "70 02" },
            { "0c 03", "Set Purge 3", "70 03" },
        };
        for (int bits = 5; bits <= 8; bits++)
            rows.Add($"02 0{bits}", $"Set DataSize {bits}", $"66 0{bits}");
        for (int parity = 1; parity <= 5; parity++)
            rows.Add($"03 0{parity}", $"Set Parity {parity}", $"67 0{parity}");
        for (int size = 1; size <= 3; size++)
            rows.Add($"04 0{size}", $"Set StopSize {size}", $"68 0{size}");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_is_understood_carried_out_and_answered(string command, string seen, string answer)
    {
        var server = new ScriptedServer();

        server.Exchange(Framed(command)).ShouldBe(Framed(answer));
        server.Log.ShouldBe(seen + "\n");
        server.Session.Malformed.ShouldBe(0);
    }

    [Theory]
    [InlineData("02 09", "Invalid DataSize 9", "66 08")]
    [InlineData("02 01", "Invalid DataSize 1", "66 08")]
    [InlineData("03 06", "Invalid Parity 6", "67 01")]
    [InlineData("03 ff ff", "Invalid Parity 255", "67 01")]
    [InlineData("04 04", "Invalid StopSize 4", "68 01")]
    [InlineData("05 14", "Invalid FlowControl 20", "69 01")]
    [InlineData("05 ff ff", "Invalid FlowControl 255", "69 01")]
    [InlineData("0c 00", "Invalid Purge 0", "70 00")]
    [InlineData("0c 04", "Invalid Purge 4", "70 00")]
    public void A_value_without_a_meaning_is_answered_with_the_value_in_use(string command, string seen, string answer)
    {
        var server = new ScriptedServer();

        server.Exchange(Framed(command)).ShouldBe(Framed(answer));
        server.Log.ShouldBe(seen + "\n");
    }

    [Theory]
    [InlineData("01 00 12 d6 87", "65 00 01 c2 00")]
    [InlineData("02 07", "66 08")]
    [InlineData("03 04", "67 01")]
    [InlineData("04 03", "68 01")]
    [InlineData("05 03", "69 01")]
    [InlineData("05 05", "69 06")]
    [InlineData("05 08", "69 09")]
    [InlineData("05 0b", "69 0c")]
    [InlineData("05 10", "69 0e")]
    [InlineData("05 11", "69 01")]
    [InlineData("05 12", "69 0e")]
    public void A_port_that_cannot_is_answered_for_with_the_value_in_use(string command, string answer)
    {
        var server = new ScriptedServer { Obeys = false };

        server.Exchange(Framed(command)).ShouldBe(Framed(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("01 0e")]
    [InlineData("01 00 01 c2")]
    [InlineData("01 00 01 c2 00 00")]
    [InlineData("02")]
    [InlineData("03 01 01")]
    [InlineData("05")]
    [InlineData("0a")]
    [InlineData("0c")]
    [InlineData("0d 00")]
    [InlineData("63 00")]
    [InlineData("65 00 01 c2 00")]
    [InlineData("6b 00")]
    [InlineData("ff ff 01")]
    public void A_command_of_the_wrong_length_or_code_is_ignored_and_the_link_lives(string command)
    {
        var server = new ScriptedServer();

        server.Exchange($"{Framed(command, always: true)} 41 ff fa 2c 02 00 ff f0").ShouldBe(Framed("66 08"));
        server.Log.ShouldBe("Data 41\nQuery DataSize 0\n");
        server.Session.Malformed.ShouldBe(1);
    }

    [Fact]
    public void The_sub_negotiation_of_another_option_is_nothing_to_us()
    {
        var server = new ScriptedServer();

        server.Exchange("ff fa 18 00 78 74 65 72 6d ff f0 41").ShouldBe("");
        server.Log.ShouldBe("Data 41\n");
    }

    [Fact]
    public void The_reader_can_change_the_port_before_it_takes_the_data_behind_the_request()
    {
        var server = new ScriptedServer();
        ReadOnlySpan<byte> input = [.. "old"u8, .. Hex.Bytes(Framed("01 00 03 d0 90")), .. "new"u8];

        server.Session.Read(ref input, server.Output, out AccessServerEvent before).ShouldBeTrue();
        Encoding.ASCII.GetString(before.Data).ShouldBe("old");
        server.Session.Read(ref input, server.Output, out AccessServerEvent request).ShouldBeTrue();
        request.Request.ShouldBe(ComPortRequest.SetBaudRate(250_000));
        Encoding.ASCII.GetString(input).ShouldBe("new");
        server.TakeOutput().ShouldBeEmpty();
        server.Session.Read(ref input, server.Output, out AccessServerEvent after).ShouldBeTrue();
        Encoding.ASCII.GetString(after.Data).ShouldBe("new");
    }

    [Fact]
    public void A_signature_is_told_and_heard_up_to_255_bytes_with_its_iac_doubled()
    {
        byte[] text = [.. Enumerable.Repeat((byte)0xFF, 300)];
        var server = new ScriptedServer { Session = new AccessServerSession(text) };
        string told = string.Join(' ', Enumerable.Repeat("ff ff", 255));

        server.Exchange(Framed("00")).ShouldBe(Framed("64 " + told));
        server.Exchange(Framed("00 " + told));
        server.Log.ShouldBe($"Query Signature 0\nSet Signature 0 {new string('ÿ', 255)}\n");
        server.Exchange(Framed("00 41 " + told)).ShouldBe("");
        server.Session.Malformed.ShouldBe(1);
    }

    [Fact]
    public void The_server_can_ask_and_suspend_a_client_that_speaks_rfc_2217_and_no_other()
    {
        var server = new ScriptedServer();
        server.Session.AskForSignature(server.Output);
        server.Session.AskToSuspend(server.Output);
        server.TakeOutput().ShouldBeEmpty();

        server.Exchange("ff fb 2c");
        server.Session.AskForSignature(server.Output);
        Hex.Text(server.TakeOutput()).ShouldBe(Framed("64"));
        server.Session.AskToResume(server.Output);
        server.Session.AskToSuspend(server.Output);
        server.Session.AskToSuspend(server.Output);
        Hex.Text(server.TakeOutput()).ShouldBe(Framed("6c"));
        server.Session.AskToResume(server.Output);
        Hex.Text(server.TakeOutput()).ShouldBe(Framed("6d"));
    }

    private static string Framed(string command, bool always = false) =>
        command.Length == 0 && !always ? "" : $"ff fa 2c {command} ff f0".Replace("  ", " ");
}
