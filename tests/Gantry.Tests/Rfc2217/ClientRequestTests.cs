using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

public sealed class ClientRequestTests
{
    public static TheoryData<ComPortRequest, string> Requests() =>
        new()
        {
            { ComPortRequest.Query(ComPortRequestKind.Signature), "00" },
            { ComPortRequest.Query(ComPortRequestKind.BaudRate), "01 00 00 00 00" },
            { ComPortRequest.SetBaudRate(250_000), "01 00 03 d0 90" },
            { ComPortRequest.SetBaudRate(65_280), "01 00 00 ff ff 00" },
            { ComPortRequest.Query(ComPortRequestKind.DataSize), "02 00" },
            { ComPortRequest.SetDataSize(7), "02 07" },
            { ComPortRequest.Query(ComPortRequestKind.Parity), "03 00" },
            { ComPortRequest.SetParity(ComPortParity.Even), "03 03" },
            { ComPortRequest.Query(ComPortRequestKind.StopSize), "04 00" },
            { ComPortRequest.SetStopSize(ComPortStopSize.OneAndHalf), "04 03" },
            { ComPortRequest.Query(ComPortRequestKind.FlowControl), "05 00" },
            { ComPortRequest.SetFlowControl(ComPortFlowControl.Hardware), "05 03" },
            { ComPortRequest.SetFlowControl(ComPortFlowControl.Dcd), "05 11" },
            { ComPortRequest.SetFlowControl(ComPortFlowControl.Dsr), "05 13" },
            { ComPortRequest.Query(ComPortRequestKind.Break), "05 04" },
            { ComPortRequest.SetBreak(true), "05 05" },
            { ComPortRequest.SetBreak(false), "05 06" },
            { ComPortRequest.Query(ComPortRequestKind.Dtr), "05 07" },
            { ComPortRequest.SetDtr(true), "05 08" },
            { ComPortRequest.SetDtr(false), "05 09" },
            { ComPortRequest.Query(ComPortRequestKind.Rts), "05 0a" },
            { ComPortRequest.SetRts(true), "05 0b" },
            { ComPortRequest.SetRts(false), "05 0c" },
            { ComPortRequest.Query(ComPortRequestKind.InboundFlowControl), "05 0d" },
            { ComPortRequest.SetInboundFlowControl(ComPortInboundFlowControl.None), "05 0e" },
            { ComPortRequest.SetInboundFlowControl(ComPortInboundFlowControl.Dtr), "05 12" },
            { ComPortRequest.Query(ComPortRequestKind.LineStatePoll), "06" },
            { ComPortRequest.Query(ComPortRequestKind.ModemStatePoll), "07" },
            { ComPortRequest.Suspend, "08" },
            { ComPortRequest.Resume, "09" },
            { ComPortRequest.SetLineStateMask(LineState.Events), "0a 9e" },
            { ComPortRequest.SetModemStateMask(ModemState.All), "0b ff ff" },
            { ComPortRequest.Purge(ComPortPurge.Both), "0c 03" },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_request_is_written_as_the_rfc_says_and_the_server_reads_the_same(
        ComPortRequest request,
        string command
    )
    {
        var server = new ScriptedServer();

        string sent = ScriptedClient.Agreed().Send(request);

        sent.ShouldBe($"ff fa 2c {command} ff f0");
        server.Exchange(sent);
        server.Log.ShouldBe($"{request.Intent} {request.Kind} {request.Value}\n");
    }

    [Fact]
    public void Values_that_the_rfc_does_not_have_are_refused_before_they_are_sent()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.SetBaudRate(0));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.SetDataSize(4));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.SetDataSize(9));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.SetParity(0));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.SetStopSize((ComPortStopSize)4));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.SetFlowControl((ComPortFlowControl)14));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            ComPortRequest.SetInboundFlowControl((ComPortInboundFlowControl)17)
        );
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.Purge(0));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.Query(ComPortRequestKind.Purge));
        Should.Throw<ArgumentOutOfRangeException>(() => ComPortRequest.Query(ComPortRequestKind.LineStateMask));
    }

    [Fact]
    public void A_server_that_asks_for_our_signature_is_told_it_once()
    {
        ScriptedClient client = ScriptedClient.Agreed();

        client.Hear("ff fa 2c 64 ff f0 ff fa 2c 64 ff f0").ShouldBe("");

        Hex.Text(client.TakeOutput()).ShouldBe("ff fa 2c 00 54 65 73 74 20 63 6c 69 65 6e 74 ff f0");
    }

    [Fact]
    public void A_server_without_a_signature_gives_an_empty_answer_and_is_not_taken_to_ask()
    {
        ScriptedClient client = ScriptedClient.Agreed();
        client.Send(ComPortRequest.Query(ComPortRequestKind.Signature));

        client.Hear("ff fa 2c 64 ff f0").ShouldBe("Told Signature -");

        client.TakeOutput().ShouldBeEmpty();
    }

    [Fact]
    public void Our_signature_can_be_told_unasked_but_never_as_a_question()
    {
        ScriptedClient client = ScriptedClient.Agreed();
        client.Session.TellSignature(client.Output);
        Hex.Text(client.TakeOutput()).ShouldBe("ff fa 2c 00 54 65 73 74 20 63 6c 69 65 6e 74 ff f0");

        var nameless = new ScriptedClient { Session = new ClientSession() };
        nameless.Feed(Hex.Bytes("ff fd 2c"));
        nameless.TakeOutput();
        nameless.Session.TellSignature(nameless.Output);
        nameless.TakeOutput().ShouldBeEmpty();
    }
}
