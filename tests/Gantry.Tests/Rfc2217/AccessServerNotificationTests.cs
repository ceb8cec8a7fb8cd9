using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

public sealed class AccessServerNotificationTests
{
    private readonly ScriptedServer _server = new();

    [Fact]
    public void The_modem_state_is_told_as_soon_as_the_com_port_is_agreed_even_if_all_lines_are_off()
    {
        Lines(ModemState.None).ShouldBe("");

        _server.Exchange("ff fb 2c").ShouldEndWith("ff fa 2c 6b 00 ff f0");
    }

    [Fact]
    public void Lines_that_become_known_only_after_the_agreement_are_told_then()
    {
        _server.Exchange("ff fb 2c").ShouldBe("ff fd 2c");

        Lines(ModemState.Dsr | ModemState.Cd).ShouldBe("ff fa 2c 6b a0 ff f0");
        Lines(ModemState.Dsr | ModemState.Cd).ShouldBe("");
    }

    [Theory]
    [InlineData(ModemState.None, ModemState.Cts, "11")]
    [InlineData(ModemState.Cts, ModemState.None, "01")]
    [InlineData(ModemState.None, ModemState.Dsr, "22")]
    [InlineData(ModemState.Dsr, ModemState.None, "02")]
    [InlineData(ModemState.None, ModemState.Cd, "88")]
    [InlineData(ModemState.Cd, ModemState.None, "08")]
    [InlineData(ModemState.None, ModemState.Ri, "40")]
    [InlineData(ModemState.Ri, ModemState.None, "04")]
    [InlineData(ModemState.Cts, ModemState.Cts | ModemState.Dsr, "32")]
    [InlineData(ModemState.None, ModemState.Cts | ModemState.Dsr | ModemState.Ri | ModemState.Cd, "fb")]
    [InlineData(ModemState.Cts | ModemState.Dsr | ModemState.Ri | ModemState.Cd, ModemState.None, "0f")]
    public void A_change_is_told_with_its_change_bits(ModemState before, ModemState now, string told)
    {
        Agree(before);

        Lines(now).ShouldBe($"ff fa 2c 6b {told} ff f0");
        Lines(now).ShouldBe("");
    }

    [Fact]
    public void A_state_of_all_ones_is_doubled_on_the_wire()
    {
        Agree(ModemState.Ri);
        _server.Exchange("ff fa 2c 08 ff f0");
        Lines(ModemState.None);
        Lines(ModemState.Lines);

        _server.Exchange("ff fa 2c 09 ff f0").ShouldBe("ff fa 2c 6b ff ff ff f0");
    }

    [Theory]
    [InlineData("10", ModemState.Cts, "10")]
    [InlineData("01", ModemState.Cts, "01")]
    [InlineData("11", ModemState.Cts | ModemState.Dsr, "11")]
    [InlineData("0f", ModemState.Cts | ModemState.Dsr, "03")]
    [InlineData("f0", ModemState.Cts | ModemState.Dsr, "30")]
    public void Only_unmasked_bits_are_told(string mask, ModemState now, string told)
    {
        Agree(ModemState.None);
        _server.Exchange($"ff fa 2c 0b {mask} ff f0");

        Lines(now).ShouldBe($"ff fa 2c 6b {told} ff f0");
    }

    [Fact]
    public void A_change_of_masked_bits_alone_is_not_told_then_or_later()
    {
        Agree(ModemState.Cts);
        _server.Exchange("ff fa 2c 0b 11 ff f0");

        Lines(ModemState.Cts | ModemState.Dsr).ShouldBe("");
        _server.Exchange("ff fa 2c 0b ff ff ff f0").ShouldBe("ff fa 2c 6f ff ff ff f0");
        Lines(ModemState.Cts | ModemState.Dsr).ShouldBe("");
        Lines(ModemState.Dsr).ShouldBe("ff fa 2c 6b 21 ff f0");
    }

    [Fact]
    public void A_line_that_goes_off_is_told_to_a_client_that_masked_the_change_bits()
    {
        Agree(ModemState.Cts);
        _server.Exchange("ff fa 2c 0b 10 ff f0");

        Lines(ModemState.None).ShouldBe("ff fa 2c 6b 00 ff f0");
    }

    [Fact]
    public void A_mask_of_zero_silences_the_server_and_says_that_nobody_need_watch_the_lines()
    {
        Agree(ModemState.None);
        _server.Session.ModemStateMask.ShouldBe(ModemState.All);
        _server.Exchange("ff fa 2c 0b 00 ff f0");

        Lines(ModemState.Cts).ShouldBe("");
        _server.Session.ModemStateMask.ShouldBe(ModemState.None);
    }

    [Fact]
    public void A_poll_is_answered_with_the_lines_as_they_are_and_what_changed_since()
    {
        Agree(ModemState.None);
        _server.Port = _server.Port with { ModemLines = ModemState.Cts | ModemState.DeltaCd };

        _server.Exchange("ff fa 2c 07 ff f0").ShouldBe("ff fa 2c 6b 11 ff f0");
        _server.Exchange("ff fa 2c 07 ff f0").ShouldBe("ff fa 2c 6b 10 ff f0");
        Lines(ModemState.Cts).ShouldBe("");
    }

    [Fact]
    public void A_client_without_rfc_2217_is_told_nothing()
    {
        _server.Exchange("ff fb 00");
        _server.Session.ReportLineState(LineState.BreakDetected, _server.Output);

        Lines(ModemState.Cts).ShouldBe("");
    }

    [Fact]
    public void The_line_state_is_masked_at_first()
    {
        Agree(ModemState.None);

        Line(LineState.BreakDetected | LineState.ParityError).ShouldBe("");
    }

    [Fact]
    public void Every_unmasked_line_error_is_told_and_levels_only_when_they_change()
    {
        Agree(ModemState.None);
        _server.Exchange("ff fa 2c 0a 7c ff f0");

        Line(LineState.ParityError | LineState.OverrunError).ShouldBe("ff fa 2c 6a 04 ff f0");
        Line(LineState.ParityError).ShouldBe("ff fa 2c 6a 04 ff f0");
        Line(LineState.OverrunError).ShouldBe("");
        Line(LineState.TransmitShiftEmpty | LineState.TransmitHoldingEmpty).ShouldBe("ff fa 2c 6a 60 ff f0");
        Line(LineState.TransmitShiftEmpty | LineState.TransmitHoldingEmpty).ShouldBe("");
        Line(LineState.None).ShouldBe("ff fa 2c 6a 00 ff f0");
        Line(LineState.BreakDetected).ShouldBe("ff fa 2c 6a 10 ff f0");
    }

    [Fact]
    public void A_suspended_client_is_told_nothing_and_all_of_it_when_it_resumes()
    {
        Agree(ModemState.None);
        _server.Exchange("ff fa 2c 0a ff ff ff f0");
        _server.Exchange("ff fa 2c 08 ff f0").ShouldBe("");
        _server.Session.Suspended.ShouldBeTrue();

        Lines(ModemState.Cts).ShouldBe("");
        Lines(ModemState.None).ShouldBe("");
        Line(LineState.FramingError).ShouldBe("");
        Line(LineState.BreakDetected).ShouldBe("");

        _server.Exchange("ff fa 2c 09 ff f0").ShouldBe("ff fa 2c 6b 01 ff f0 ff fa 2c 6a 18 ff f0");
        _server.Session.Suspended.ShouldBeFalse();
        _server.Exchange("ff fa 2c 09 ff f0").ShouldBe("");
    }

    [Fact]
    public void A_suspension_ends_with_the_use_of_the_com_port()
    {
        Agree(ModemState.None);
        _server.Exchange("ff fa 2c 08 ff f0 ff fc 2c");

        _server.Session.Suspended.ShouldBeFalse();
    }

    [Fact]
    public void A_suspended_client_still_gets_its_answers()
    {
        Agree(ModemState.None);
        _server.Exchange("ff fa 2c 08 ff f0");

        _server.Exchange("ff fa 2c 02 00 ff f0").ShouldBe("ff fa 2c 66 08 ff f0");
    }

    private void Agree(ModemState lines)
    {
        Lines(lines);
        _server.Exchange("ff fb 2c");
    }

    private string Lines(ModemState lines)
    {
        _server.TakeOutput();
        _server.Session.ReportModemLines(lines, _server.Output);
        return Hex.Text(_server.TakeOutput());
    }

    private string Line(LineState state)
    {
        _server.TakeOutput();
        _server.Session.ReportLineState(state, _server.Output);
        return Hex.Text(_server.TakeOutput());
    }
}
