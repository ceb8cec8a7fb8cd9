using Gantry.Rfc2217;

namespace Gantry.Tests.Rfc2217;

public sealed class ClientNegotiationTests
{
    private readonly ScriptedClient _client = new();

    [Fact]
    public void The_client_offers_the_com_port_and_wants_a_binary_line()
    {
        _client.Session.Open(_client.Output);

        Hex.Text(_client.TakeOutput()).ShouldBe("ff fb 2c ff fb 00 ff fd 00 ff fb 03 ff fd 03");
        _client.Session.FarEnd.ShouldBe(FarEndState.Undecided);
        _client.Session.Binary.ShouldBeFalse();
    }

    [Fact]
    public void Ser2net_agrees_and_its_echo_is_refused()
    {
        Open();

        // WILL SGA, WILL ECHO, DONT ECHO, DO BINARY, WILL BINARY, DO COM-PORT.
        Hear("ff fb 03 ff fb 01 ff fe 01 ff fd 00 ff fb 00 ff fd 2c").ShouldBe("ff fe 01");

        _client.Session.FarEnd.ShouldBe(FarEndState.Agreed);
        _client.Session.Binary.ShouldBeTrue();
        _client.Log.ShouldEndWith("Do Binary\nWill Binary\nAgreed\n");
    }

    [Fact]
    public void PySerial_s_server_agrees_and_its_own_offer_is_taken_up_only_then()
    {
        Open();

        // WILL ECHO, WILL SGA, DO BINARY, WILL COM-PORT come before it has read a thing.
        Hear("ff fb 01 ff fb 03 ff fd 00 ff fb 2c").ShouldBe("ff fe 01");
        _client.Session.FarEnd.ShouldBe(FarEndState.Undecided);

        // DO COM-PORT, NOTIFY-MODEMSTATE, DO BINARY's twin WILL, DO SGA.
        Hear("ff fd 2c ff fa 2c 6b 00 ff f0 ff fb 00 ff fd 03").ShouldBe("ff fd 2c");
        _client.Session.FarEnd.ShouldBe(FarEndState.Agreed);
        _client.Session.Binary.ShouldBeTrue();
        _client.Session.ModemState.ShouldBe(ModemState.None);
    }

    [Fact]
    public void A_telnet_server_that_does_not_know_the_option_refuses()
    {
        Open();

        Hear("ff fe 2c ff fd 18 ff fb 01").ShouldBe("ff fc 18 ff fe 01");

        _client.Session.FarEnd.ShouldBe(FarEndState.Refused);
        _client.Log.ShouldStartWith("Refused\n");
    }

    [Fact]
    public void A_raw_port_is_known_by_what_it_does_not_send()
    {
        Open();

        Hear("73 74 61 72 74 0a").ShouldBe("");

        _client.Session.FarEnd.ShouldBe(FarEndState.Undecided);
        _client.Session.FarEndSpeaksTelnet.ShouldBeFalse();
    }

    [Fact]
    public void A_device_that_echoes_our_offer_does_not_pass_for_an_access_server()
    {
        _client.Session.Open(_client.Output);

        for (int turn = 0; turn < 10; turn++)
            _client.Feed(_client.TakeOutput());

        _client.Session.FarEnd.ShouldBe(FarEndState.Undecided);
        _client.TakeOutput().ShouldBeEmpty();
    }

    [Fact]
    public void A_far_end_that_withdraws_is_told_of_once_and_may_come_back()
    {
        Open();
        Hear("ff fd 2c ff fd 2c").ShouldBe("");
        Hear("ff fe 2c ff fe 2c").ShouldBe("ff fc 2c");
        Hear("ff fd 2c").ShouldBe("ff fb 2c");

        _client.Log.ShouldBe("Agreed\nDo ComPort\nRefused\nDont ComPort\nAgreed\n");
    }

    [Fact]
    public void A_request_before_the_agreement_is_the_caller_s_mistake()
    {
        Open();

        InvalidOperationException refusal = Should.Throw<InvalidOperationException>(() =>
            _client.Session.Send(ComPortRequest.SetBaudRate(115_200), _client.Output)
        );

        refusal.Message.ShouldContain("Undecided");
        _client.TakeOutput().ShouldBeEmpty();
    }

    private void Open()
    {
        _client.Session.Open(_client.Output);
        _client.TakeOutput();
    }

    private string Hear(string hex)
    {
        _client.Feed(Hex.Bytes(hex));
        return Hex.Text(_client.TakeOutput());
    }
}
