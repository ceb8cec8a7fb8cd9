using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

public sealed class AccessServerNegotiationTests
{
    /// <summary>DO ECHO, WILL SGA, DO SGA, DO COM-PORT, WILL COM-PORT: pySerial 3.5, on connecting.</summary>
    private const string PySerialOpening = "ff fd 01 ff fb 03 ff fd 03 ff fd 2c ff fb 2c";

    /// <summary>DO COM-PORT, WILL and DO BINARY, WILL and DO SGA, WILL ECHO.</summary>
    private const string OurOpening = "ff fd 2c ff fb 00 ff fd 00 ff fb 03 ff fd 03 ff fb 01";

    private const string ModemStateAllOff = "ff fa 2c 6b 00 ff f0";

    private readonly ScriptedServer _server = new();

    [Fact]
    public void The_server_asks_for_the_com_port_and_binary_and_offers_a_terminal_s_options() =>
        Open().ShouldBe(OurOpening);

    [Fact]
    public void PySerial_gets_what_it_waits_for_and_no_answer_to_an_answer()
    {
        _server.Session.ReportModemLines(ModemState.Cts, _server.Output);
        Open();

        // Only DO COM-PORT came before we asked for anything of the kind; the rest crosses our own questions.
        _server.Exchange(PySerialOpening).ShouldBe("ff fb 2c ff fa 2c 6b 10 ff f0");
        // It answers our BINARY, both ways, and our offers.
        _server.Exchange("ff fb 00 ff fd 00").ShouldBe("");
        _server.Session.ComPortActive.ShouldBeTrue();
        _server.Session.ClientSpeaksTelnet.ShouldBeTrue();
    }

    [Fact]
    public void A_client_that_speaks_before_we_open_is_answered_and_asked_only_for_the_rest()
    {
        _server.Exchange(PySerialOpening).ShouldBe("ff fb 01 ff fd 03 ff fb 03 ff fb 2c ff fd 2c");

        Open().ShouldBe("ff fb 00 ff fd 00");
    }

    [Theory]
    [InlineData("ff fd 2c", "ff fb 2c")]
    [InlineData("ff fb 2c", "ff fd 2c")]
    public void Either_way_of_naming_the_option_makes_the_com_port_active(string hears, string says)
    {
        _server.Session.ReportModemLines(ModemState.None, _server.Output);

        _server.Exchange(hears).ShouldBe($"{says} {ModemStateAllOff}");
        _server.Session.ComPortActive.ShouldBeTrue();
    }

    [Fact]
    public void A_client_that_sends_commands_without_asking_is_served()
    {
        _server.Exchange("ff fa 2c 01 00 00 00 00 ff f0").ShouldBe("ff fa 2c 65 00 01 c2 00 ff f0");

        _server.Session.ComPortActive.ShouldBeTrue();
    }

    [Fact]
    public void A_plain_telnet_client_refuses_the_com_port_and_keeps_the_rest()
    {
        Open();

        _server.Exchange("ff fc 2c ff fd 00 ff fb 00 ff fd 03 ff fb 03 ff fd 01 41").ShouldBe("");

        _server.Session.ClientSpeaksTelnet.ShouldBeTrue();
        _server.Session.ComPortActive.ShouldBeFalse();
        Hex.Text(_server.Received.ToArray()).ShouldBe("41");
    }

    [Fact]
    public void A_raw_client_is_known_by_what_it_does_not_send()
    {
        Open();

        _server.Feed("M105\nff"u8);
        _server.Feed([0xFF, 0xFF, 0xFF, 0x41]);

        _server.Session.ClientSpeaksTelnet.ShouldBeFalse();
        _server.Log.ShouldBe("Data 4d 31 30 35 0a 66 66 ff\n");
    }

    [Fact]
    public void Every_unknown_option_is_refused_once_in_each_direction_and_then_ignored()
    {
        Open();
        for (int option = 0; option < 256; option++)
        {
            if (option is 0 or 1 or 3 or 6 or 44)
                continue;
            string hex = option.ToString("x2");
            _server.Exchange($"ff fd {hex}").ShouldBe($"ff fc {hex}");
            _server.Exchange($"ff fb {hex}").ShouldBe($"ff fe {hex}");
            _server.Exchange($"ff fd {hex} ff fb {hex} ff fe {hex} ff fc {hex} ff fd {hex}").ShouldBe("");
        }
    }

    [Fact]
    public void C_Kermit_which_waits_for_an_answer_to_each_of_its_questions_gets_them_all()
    {
        Open();

        // WILL and DO KERMIT (47), WILL START-TLS (46), WILL AUTHENTICATION (37), WILL NEW-ENVIRON (39), WILL NAWS (31).
        string answers = _server.Exchange("ff fb 2f ff fd 2f ff fb 2e ff fb 25 ff fb 27 ff fb 1f");

        answers.ShouldBe("ff fe 2f ff fc 2f ff fe 2e ff fe 25 ff fe 27 ff fe 1f");
    }

    [Fact]
    public void An_option_switched_off_and_on_again_is_answered_each_time_and_repeats_are_not()
    {
        Open();
        _server.Exchange("ff fd 00 ff fd 00 ff fd 00").ShouldBe("");
        _server.Exchange("ff fe 00 ff fe 00").ShouldBe("ff fc 00");
        _server.Exchange("ff fd 00 ff fd 00").ShouldBe("ff fb 00");
    }

    [Fact]
    public void A_client_that_gives_up_the_com_port_is_no_longer_told_of_modem_lines()
    {
        _server.Session.ReportModemLines(ModemState.None, _server.Output);
        _server.Exchange("ff fb 2c");

        _server.Exchange("ff fc 2c").ShouldBe("ff fe 2c");
        _server.Session.ReportModemLines(ModemState.Cts, _server.Output);

        _server.TakeOutput().ShouldBeEmpty();
        _server.Session.ComPortActive.ShouldBeFalse();
    }

    [Fact]
    public void A_timing_mark_is_answered_every_time()
    {
        _server.Exchange("41 ff fd 06 42 ff fd 06").ShouldBe("ff fb 06 ff fb 06");
    }

    [Fact]
    public void Are_you_there_is_answered_with_something_printable()
    {
        _server.TakeOutput();
        _server.Feed([0xFF, 0xF6]);

        System.Text.Encoding.ASCII.GetString(_server.TakeOutput()).ShouldBe("\r\n[yes]\r\n");
    }

    [Fact]
    public void The_break_key_is_an_event_of_its_own()
    {
        _server.Feed(Hex.Bytes("41 ff f3 42 ff f1"));

        _server.Log.ShouldBe("Data 41\nBreak Break\nData 42\nCommand NoOperation\n");
    }

    private string Open()
    {
        _server.TakeOutput();
        _server.Session.Open(_server.Output);
        return Hex.Text(_server.TakeOutput());
    }
}
