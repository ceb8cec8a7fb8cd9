using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

public sealed class ClientAnswerTests
{
    private readonly ScriptedClient _client = ScriptedClient.Agreed();

    public static TheoryData<ComPortRequest, string, string> Answers() =>
        new()
        {
            { ComPortRequest.Query(ComPortRequestKind.Signature), "64 67 61", "Told Signature - ga" },
            { ComPortRequest.SetBaudRate(115_200), "65 00 01 c2 00", "Accepted BaudRate 115200" },
            { ComPortRequest.SetBaudRate(115_200), "65 00 01 c2 b5", "Different BaudRate 115381" },
            { ComPortRequest.Query(ComPortRequestKind.BaudRate), "65 00 01 c2 00", "Told BaudRate 115200" },
            { ComPortRequest.SetDataSize(8), "66 08", "Accepted DataSize 8" },
            { ComPortRequest.SetDataSize(7), "66 08", "Different DataSize 8" },
            { ComPortRequest.SetParity(ComPortParity.Mark), "67 01", "Different Parity 1" },
            { ComPortRequest.SetStopSize(ComPortStopSize.One), "68 01", "Accepted StopSize 1" },
            { ComPortRequest.SetFlowControl(ComPortFlowControl.None), "69 01", "Accepted FlowControl 1" },
            { ComPortRequest.SetFlowControl(ComPortFlowControl.Dcd), "69 13", "Different FlowControl 19" },
            { ComPortRequest.Query(ComPortRequestKind.FlowControl), "69 03", "Told FlowControl 3" },
            { ComPortRequest.SetBreak(true), "69 05", "Accepted Break 1" },
            { ComPortRequest.SetDtr(true), "69 08", "Accepted Dtr 1" },
            { ComPortRequest.SetDtr(true), "69 09", "Different Dtr 0" },
            { ComPortRequest.Query(ComPortRequestKind.Rts), "69 0c", "Told Rts 0" },
            { ComPortRequest.Query(ComPortRequestKind.InboundFlowControl), "69 0e", "Told InboundFlowControl 14" },
            {
                ComPortRequest.SetInboundFlowControl(ComPortInboundFlowControl.Dtr),
                "69 12",
                "Accepted InboundFlowControl 18"
            },
            { ComPortRequest.Query(ComPortRequestKind.ModemStatePoll), "6b b0", "ModemState Cts, Dsr, Cd" },
            {
                ComPortRequest.Query(ComPortRequestKind.LineStatePoll),
                "6a 60",
                "LineState TransmitHoldingEmpty, TransmitShiftEmpty"
            },
            { ComPortRequest.SetLineStateMask(LineState.Events), "6e 10", "Different LineStateMask 16" },
            { ComPortRequest.SetModemStateMask(ModemState.All), "6f ff ff", "Accepted ModemStateMask 255" },
            { ComPortRequest.Purge(ComPortPurge.Receive), "70 01", "Accepted Purge 1" },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_settles_its_request_and_a_second_one_is_unasked(
        ComPortRequest request,
        string answer,
        string meaning
    )
    {
        _client.Send(request);
        _client.Session.IsOutstanding(request.Kind).ShouldBeTrue();

        _client.Hear($"ff fa 2c {answer} ff f0").ShouldBe(meaning);

        _client.Session.IsOutstanding(request.Kind).ShouldBeFalse();
        if (meaning.Contains("State", StringComparison.Ordinal) && !meaning.Contains("Mask", StringComparison.Ordinal))
            return;
        _client.Hear($"ff fa 2c {answer} ff f0").Split(' ')[0].ShouldBe("Unasked");
    }

    [Fact]
    public void Answers_to_many_requests_may_come_in_any_order()
    {
        _client.Send(ComPortRequest.SetBaudRate(250_000));
        _client.Send(ComPortRequest.SetDataSize(8));
        _client.Send(ComPortRequest.SetParity(ComPortParity.None));
        _client.Send(ComPortRequest.SetDtr(false));
        _client.Send(ComPortRequest.SetRts(true));

        _client
            .Hear("ff fa 2c 69 0b ff f0 ff fa 2c 67 01 ff f0 ff fa 2c 69 09 ff f0")
            .ShouldBe("Accepted Rts 1\nAccepted Parity 1\nAccepted Dtr 0");
        _client
            .Hear("ff fa 2c 66 08 ff f0 ff fa 2c 65 00 03 d0 90 ff f0")
            .ShouldBe("Accepted DataSize 8\nAccepted BaudRate 250000");
    }

    [Fact]
    public void Requests_of_one_kind_that_overtake_each_other_end_with_the_last()
    {
        _client.Send(ComPortRequest.SetDtr(true));
        _client.Send(ComPortRequest.SetDtr(false));

        _client.Hear("ff fa 2c 69 08 ff f0").ShouldBe("Unasked Dtr 1");
        _client.Session.IsOutstanding(ComPortRequestKind.Dtr).ShouldBeTrue();
        _client.Hear("ff fa 2c 69 09 ff f0").ShouldBe("Accepted Dtr 0");
    }

    [Fact]
    public void A_refusal_of_the_last_of_several_is_seen_once_the_others_are_answered()
    {
        _client.Send(ComPortRequest.SetBaudRate(9600));
        _client.Send(ComPortRequest.SetBaudRate(250_000));

        _client.Hear("ff fa 2c 65 00 00 25 80 ff f0").ShouldBe("Unasked BaudRate 9600");
        _client.Hear("ff fa 2c 65 00 00 25 80 ff f0").ShouldBe("Different BaudRate 9600");
    }

    [Fact]
    public void The_late_answer_to_a_request_that_was_given_up_is_not_taken_for_a_refusal()
    {
        _client.Send(ComPortRequest.SetBaudRate(9600));
        _client.Session.GiveUp(ComPortRequestKind.BaudRate);
        _client.Session.GiveUp(ComPortRequestKind.BaudRate);
        _client.Session.IsOutstanding(ComPortRequestKind.BaudRate).ShouldBeFalse();
        _client.Send(ComPortRequest.SetBaudRate(250_000));

        _client.Hear("ff fa 2c 65 00 00 25 80 ff f0").ShouldBe("Unasked BaudRate 9600");
        _client.Hear("ff fa 2c 65 00 03 d0 90 ff f0").ShouldBe("Accepted BaudRate 250000");
    }

    [Fact]
    public void After_an_acceptance_nothing_is_left_of_what_was_given_up()
    {
        for (int i = 0; i < 1000; i++)
        {
            _client.Send(ComPortRequest.SetDtr(true));
            _client.Session.GiveUp(ComPortRequestKind.Dtr);
        }
        _client.Send(ComPortRequest.SetDtr(true));
        _client.Hear("ff fa 2c 69 08 ff f0").ShouldBe("Accepted Dtr 1");

        _client.Send(ComPortRequest.SetDtr(true));
        _client.Hear("ff fa 2c 69 09 ff f0").ShouldBe("Different Dtr 0");
    }

    [Fact]
    public void A_server_that_cannot_answer_a_question_and_repeats_it_ends_the_wait()
    {
        // ser2net on a device without modem lines.
        _client.Send(ComPortRequest.Query(ComPortRequestKind.Dtr));

        _client.Hear("ff fa 2c 69 07 ff f0").ShouldBe("Different Dtr -");
    }

    [Fact]
    public void Sredird_which_answers_each_control_with_the_flow_control_settles_them_in_order()
    {
        _client.Send(ComPortRequest.SetFlowControl(ComPortFlowControl.None));
        _client.Send(ComPortRequest.SetRts(true));
        _client.Send(ComPortRequest.SetDtr(true));

        _client.Hear("ff fa 2c 69 01 ff f0").ShouldBe("Accepted FlowControl 1");
        _client.Hear("ff fa 2c 69 01 ff f0").ShouldBe("Different Rts -");
        _client.Hear("ff fa 2c 69 01 ff f0").ShouldBe("Different Dtr -");
        _client.Hear("ff fa 2c 69 01 ff f0").ShouldBe("Unasked FlowControl 1");
    }

    [Fact]
    public void A_flow_control_answer_that_somebody_once_asked_for_is_not_taken_for_another()
    {
        _client.Send(ComPortRequest.Query(ComPortRequestKind.FlowControl));
        _client.Send(ComPortRequest.Query(ComPortRequestKind.FlowControl));
        _client.Send(ComPortRequest.SetDtr(true));

        _client.Hear("ff fa 2c 69 01 ff f0").ShouldBe("Told FlowControl 1");
        _client.Hear("ff fa 2c 69 01 ff f0").ShouldBe("Unasked FlowControl 1");
        _client.Hear("ff fa 2c 69 08 ff f0").ShouldBe("Accepted Dtr 1");
    }

    [Fact]
    public void Ser2net_4_3_which_answers_a_mask_with_a_notification_ends_the_wait_and_tells_the_state()
    {
        _client.Send(ComPortRequest.SetLineStateMask(LineState.BreakDetected));
        _client.Send(ComPortRequest.SetModemStateMask(ModemState.All));

        _client.Hear("ff fa 2c 6a 00 ff f0").ShouldBe("LineState None");
        _client.Hear("ff fa 2c 6b bb ff f0").ShouldStartWith("ModemState");

        _client.Session.IsOutstanding(ComPortRequestKind.LineStateMask).ShouldBeFalse();
        _client.Session.IsOutstanding(ComPortRequestKind.ModemStateMask).ShouldBeFalse();
    }

    [Fact]
    public void A_notification_that_comes_before_the_answer_to_a_mask_does_not_spoil_it()
    {
        _client.Send(ComPortRequest.SetModemStateMask(ModemState.Lines));
        _client.Hear("ff fa 2c 6b 10 ff f0").ShouldBe("ModemState Cts");

        _client.Hear("ff fa 2c 6f 30 ff f0").ShouldBe("Different ModemStateMask 48");
    }

    [Fact]
    public void A_server_that_answered_a_mask_properly_is_waited_for()
    {
        _client.Send(ComPortRequest.SetModemStateMask(ModemState.Lines));
        _client.Hear("ff fa 2c 6f f0 ff f0").ShouldBe("Accepted ModemStateMask 240");
        _client.Send(ComPortRequest.SetLineStateMask(LineState.BreakDetected));

        _client.Hear("ff fa 2c 6a 10 ff f0").ShouldBe("LineState BreakDetected");
        _client.Session.IsOutstanding(ComPortRequestKind.LineStateMask).ShouldBeTrue();
    }

    [Fact]
    public void Notifications_and_flow_control_are_events_and_state()
    {
        _client.Hear("ff fa 2c 6b 11 ff f0").ShouldBe("ModemState DeltaCts, Cts");
        _client.Session.ModemState.ShouldBe(ModemState.Cts | ModemState.DeltaCts);
        _client.Hear("ff fa 2c 6a 18 ff f0").ShouldBe("LineState FramingError, BreakDetected");
        _client.Hear("ff fa 2c 6c ff f0").ShouldBe("Suspend");
        _client.Session.Suspended.ShouldBeTrue();
        _client.Hear("ff fa 2c 6d ff f0").ShouldBe("Resume");
        _client.Session.Suspended.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("65")]
    [InlineData("65 0e")]
    [InlineData("66")]
    [InlineData("66 08 08")]
    [InlineData("69 14")]
    [InlineData("6b")]
    [InlineData("6a 00 00")]
    [InlineData("71 00")]
    [InlineData("01 00 01 c2 00")]
    public void What_is_no_answer_is_swallowed_and_counted(string command)
    {
        _client.Send(ComPortRequest.SetBaudRate(115_200));

        _client.Hear($"ff fa 2c {command} ff f0 41").ShouldBe("Data 41");

        _client.Session.Malformed.ShouldBe(1);
        _client.Session.IsOutstanding(ComPortRequestKind.BaudRate).ShouldBeTrue();
    }
}
