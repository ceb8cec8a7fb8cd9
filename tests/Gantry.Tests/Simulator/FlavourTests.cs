using Gantry.Simulator;

namespace Gantry.Tests.Simulator;

/// <summary>Other firmware, as far as its lines go: §8 of the measurements.</summary>
public sealed class FlavourTests
{
    [Fact]
    public void Klipper_ignores_numbers_and_checksums()
    {
        TestHost host = Create(FirmwareFlavour.Klipper);

        host.Ask("N77 M105*99").ShouldBe(["ok B:21.9 /0.0 T0:21.9 /0.0"]);
        host.Ask("N3 G4 P1*1").ShouldBe(["ok"]);
        host.Commands.ShouldBe(["M105", "G4 P1"]);
    }

    [Fact]
    public void Klipper_speaks_in_comments_and_exclamation_marks()
    {
        TestHost host = Create(FirmwareFlavour.Klipper);

        host.Ask("FOO").ShouldBe(["// Unknown command:\"FOO\"", "ok"]);
        host.Ask("M118 hi").ShouldBe(["echo: hi", "ok"]);
        host.Ask("M115")[0].ShouldContain("FIRMWARE_NAME:Klipper");
        host.Ask("G4 P4000", "M112").ShouldBe(["!! Shutdown due to M112 command"]);
    }

    [Fact]
    public void Klipper_has_no_banner_and_cannot_be_reset_through_its_port()
    {
        TestHost host = Create(FirmwareFlavour.Klipper);
        host.Printer.Reset(host.Now);
        host.Run(TimeSpan.FromSeconds(3));

        host.Take().ShouldBeEmpty();
    }

    [Fact]
    public void Repetier_acknowledges_with_the_number_before_it_answers()
    {
        TestHost host = Create(FirmwareFlavour.Repetier104);

        host.Ask(TimeSpan.FromMilliseconds(200), TestHost.Numbered(1, "M105"))[^2..]
            .ShouldBe(["ok 1", "T:21.87 /0 B:21.87 /0 B@:0 @:0"]);
        host.Ask(TimeSpan.FromMilliseconds(200), TestHost.Numbered(2, "G4 S5")).ShouldBe(["ok 2"]);
    }

    [Fact]
    public void Repetier_says_wait_every_second_when_it_has_nothing_to_do()
    {
        TestHost host = Create(FirmwareFlavour.Repetier104);

        host.Ask(TimeSpan.FromSeconds(0.5), "G4 P1")[^1].ShouldBe("ok");
        host.Ask(TimeSpan.FromSeconds(3)).ShouldBe(["wait", "wait", "wait"]);
    }

    [Fact]
    public void Repetier_skips_repeated_lines_within_forty()
    {
        TestHost host = Create(FirmwareFlavour.Repetier104);
        TimeSpan soon = TimeSpan.FromMilliseconds(100);
        host.Ask(soon, TestHost.Numbered(100, "M110"));

        host.Ask(soon, TestHost.Numbered(100, "G4 P1")).ShouldBe(["skip 100", "ok"]);
        host.Ask(soon, TestHost.Numbered(61, "G4 P1")).ShouldBe(["skip 61", "ok"]);
    }

    [Fact]
    public void Repetier_asks_again_every_200_ms_until_the_line_comes()
    {
        TestHost host = Create(FirmwareFlavour.Repetier104);
        host.Ask(TimeSpan.FromMilliseconds(100), TestHost.Numbered(1, "G4 P1"), TestHost.Numbered(2, "G4 P1"));

        host.Ask(TimeSpan.FromMilliseconds(500), TestHost.Numbered(5, "G4 P1"))
            .ShouldBe(["Error:expected line 3 got 5", "Resend:3", "ok", "Resend:3", "ok", "Resend:3", "ok"]);
        host.Ask(TimeSpan.FromMilliseconds(500), TestHost.Numbered(3, "G4 P1")).ShouldBe(["ok 3"]);
    }

    [Fact]
    public void Repetier_rejects_a_wrong_checksum_also_without_a_number()
    {
        TestHost host = Create(FirmwareFlavour.Repetier104);

        host.Ask(TimeSpan.FromMilliseconds(100), "M105*1")[^3..].ShouldBe(["Error:Wrong checksum", "Resend:1", "ok"]);
    }

    [Fact]
    public void Marlin_1_1_9_announces_itself_with_echo()
    {
        TestHost host = Create(FirmwareFlavour.Marlin119);
        host.Printer.Reset(host.Now);
        host.Run(TimeSpan.FromSeconds(1));

        host.Take()[..2].ShouldBe(["start", "echo:Marlin 1.1.9"]);
    }

    private static TestHost Create(FirmwareFlavour flavour) => new(new PrinterOptions { Flavour = flavour });
}
