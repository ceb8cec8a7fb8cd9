using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Firmware.Temperatures;
using Gantry.Simulator;
using Gantry.Tests.Simulator;

namespace Gantry.Tests.Firmware;

public sealed class TemperatureReportTests
{
    [Theory]
    // Marlin 2.1
    [InlineData("ok T:21.87 /0.00 B:22.50 /60.00 @:0 B@:127", "T0=21.87/0@0 B=22.5/60@127")]
    [InlineData(" T:21.87 /0.00 B:22.50 /60.00 @:0 B@:127", "T0=21.87/0@0 B=22.5/60@127")]
    [InlineData(
        "T:200.0 /210.0 B:60 /60 T0:200.0 /210.0 T1:20.1 /0 @:12 B@:3 @0:12 @1:0",
        "T0=200/210@12 T1=20.1/0@0 B=60/60@3"
    )]
    [InlineData(
        "ok T:21.87 /0.00 B:22.5 /0.0 C:30.1 /0.00 P:25.5 A:31.0 R:24.5 @:0 B@:0 C@:9",
        "T0=21.87/0@0 B=22.5/0@0 C=30.1/0@9 A=31 P=25.5 R=24.5"
    )]
    // With SHOW_TEMP_ADC_VALUES, and its older form
    [InlineData("ok T:21.87 /0.00 (998.50) B:22.5 /0.0 (1003.25) @:0 B@:0", "T0=21.87/0@0 B=22.5/0@0")]
    [InlineData("ok T:21.8 /0.0 B:22.5 /0.0 @:0 B@:0    ADC B:22.5C->998  T0:21.8C->1003", "B=22.5/0@0")]
    // Klipper
    [InlineData("ok B:22.4 /0.0 T0:22.4 /0.0", "T0=22.4/0 B=22.4/0")]
    // Repetier, MK4duo
    [InlineData("T:21.87 /0 B:22.50 /60 B@:255 @:0", "T0=21.87/0@0 B=22.5/60@255")]
    [InlineData(
        "ok T:213.00 /230 B:10.50 /0 B@:0 @:255 T0:17.00 /0 @0:0 T1:213.00 /230 @1:255 MCU min:35.29, current:40.99, max:40.99",
        "T0=17/0@0 T1=213/230@255 B=10.5/0@0"
    )]
    // RepRapFirmware, with a sensor that is not there, and standby targets
    [InlineData("T:19.5 /0.0 T0:19.5 /0.0 T1:2000.0 /0.0 B:-273.1 /0.0", "T0=19.5/0")]
    [InlineData("T0:19.5 /210.0 /150.0 B: 22.0 /60.0 /0.0", "T0=19.5/210 B=22/60")]
    [InlineData("T0:19.5/210.0/150.0", "T0=19.5/210")]
    // Smoothieware
    [InlineData("ok T:22.4 /0.0 @0 B:23.1 /0.0 @0 ", "T0=22.4/0 B=23.1/0")]
    // Prusa MK3
    [InlineData("ok T:21.8 /0.0 B:21.5 /0.0 T0:21.8 /0.0 @:0 B@:0 P:0.0 A:24.3", "T0=21.8/0@0 B=21.5/0@0 A=24.3 P=0")]
    // Spacing
    [InlineData("ok T:201/202 B:117/120", "T0=201/202 B=117/120")]
    [InlineData("ok T: 201 / 202 B:117.", "T0=201/202 B=117")]
    [InlineData("T:-12.5 /0", "T0=-12.5/0")]
    [InlineData("T11:25.0 /0", "T11=25/0")]
    // Damage: what is left over of it is believed, the rest is not
    [InlineData("T:nan /0.00 B:22.5 /0", "B=22.5/0")]
    [InlineData("T:inf /0.00 B:-inf /0", "")]
    [InlineData("T:21.87 /0.0B B:22.5 /0", "B=22.5/0")]
    [InlineData("T:2187 /0.00 B:22.5 /0", "B=22.5/0")]
    [InlineData("T:1e2 /0.00 B:22.5 /0", "B=22.5/0")]
    [InlineData("T:21.87 /-5 B:22.5 /0 @:999999999999", "B=22.5/0")]
    [InlineData("T:21.87 /0.00 B:22.5 /0 B:60 /0", "T0=21.87/0 B=22.5/0")]
    [InlineData("T:21.87 /", "T0=21.87")]
    public void A_report_gives_readings(string line, string readings) => Read(line).ShouldBe(readings);

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("ok N12 P15 B3")]
    [InlineData("X:10.00 Y:0.00 Z:0.00 E:0.00 Count X:800 Y:0 Z:0")]
    [InlineData("echo:busy: processing")]
    [InlineData("T1")]
    [InlineData("Tool change")]
    [InlineData("Bed: 60")]
    public void Other_lines_are_no_reports(string line) => Parse(line).ShouldBeNull();

    [Theory]
    [InlineData("T:170.32 E:0 W:?", "T0=170.32", null)]
    [InlineData("T:170.32 E:1 W:3", "T1=170.32", 3)]
    [InlineData(" T:170.32 /200.00 B:60.00 /60.00 @:127 B@:0 W:?", "T0=170.32/200@127 B=60/60@0", null)]
    [InlineData("T:170.32 E:0 B:60.1", "T0=170.32 B=60.1", null)]
    public void A_wait_for_a_heater_is_seen(string line, string readings, int? hold)
    {
        TemperatureReport report = Parse(line)!;
        Text(report).ShouldBe(readings);
        (report.IsHeatingWait, report.HoldSeconds).ShouldBe((true, hold));
    }

    [Theory]
    [InlineData("ok T:0.00 /0.00 B:0.00 /0.00 @:0 B@:0", true)]
    [InlineData("ok T:0.00 /0.00 B:21.50 /0.00 @:0 B@:0", false)]
    [InlineData("ok T:0.00 /200.00 B:0.00 /0.00", false)]
    public void Zeros_of_the_first_moment_are_not_measured(string line, bool unmeasured) =>
        Parse(line)!.IsUnmeasured.ShouldBe(unmeasured);

    [Fact]
    public void A_target_that_is_not_said_is_not_zero()
    {
        TemperatureReport report = Parse("T:21.87 /0.00 P:25.1")!;
        report.TryGet(HeaterId.Hotend(0), out TemperatureReading hotend).ShouldBeTrue();
        HeaterId.TryParse("P"u8, out HeaterId probe).ShouldBeTrue();
        report.TryGet(probe, out TemperatureReading other).ShouldBeTrue();
        (hotend.Target, other.Target, other.Heater.Kind).ShouldBe((0, null, HeaterKind.Other));
    }

    [Theory]
    [InlineData("marlin-2.1.2")]
    [InlineData("marlin-1.1.9")]
    [InlineData("repetier-1.0.4")]
    [InlineData("klipper")]
    public void Simulated_firmware_is_understood(string flavour)
    {
        var options = new PrinterOptions
        {
            Flavour = FirmwareFlavour.All.Single(f => f.Name == flavour),
            Extruders = 2,
        };
        var host = new TestHost(options);
        var report = new TemperatureReport();
        bool seen = false;
        foreach (string line in host.Ask("M140 S60", "M105"))
            seen |=
                report.TryParse(Encoding.Latin1.GetBytes(line))
                && report.TryGet(HeaterId.Bed, out TemperatureReading bed)
                && bed.Target == 60;
        seen.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_that_comes_makes_it_throw_or_believe_the_impossible() =>
        Prop.ForAll(
                Gen.Elements(
                        "T:",
                        "T0:",
                        "B:",
                        "C:",
                        "@:",
                        "B@:",
                        "W:",
                        "E:",
                        " ",
                        "/",
                        "-",
                        ".",
                        "9",
                        "21.5",
                        "nan",
                        "ok ",
                        "\0",
                        "é",
                        ":"
                    )
                    .ListOf()
                    .Select(string.Concat)
                    .ToArbitrary(),
                text =>
                {
                    if (Parse(text) is not { } report)
                        return;
                    foreach (TemperatureReading reading in report.Readings)
                    {
                        reading.Current.ShouldBeInRange(-50, 500);
                        (reading.Target ?? 0).ShouldBeInRange(0, 500);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Names_of_heaters_come_back_and_have_an_order()
    {
        HeaterId[] heaters = [HeaterId.Chamber, HeaterId.Hotend(12), HeaterId.Bed, HeaterId.Hotend(2)];
        heaters.Order().Select(h => h.ToString()).ShouldBe(["T2", "T12", "B", "C"]);
        foreach (HeaterId heater in heaters)
        {
            HeaterId.TryParse(Encoding.ASCII.GetBytes(heater.ToString()), out HeaterId again).ShouldBeTrue();
            again.ShouldBe(heater);
        }
        HeaterId.Hotend(12).Index.ShouldBe(12);
    }

    private static TemperatureReport? Parse(string line)
    {
        var report = new TemperatureReport();
        // A report that was read before leaves nothing behind.
        report.TryParse("T:99 /99 B:99 /99 C:99 /99 @:99 E:7 W:5"u8);
        return report.TryParse(Encoding.UTF8.GetBytes(line)) ? report : null;
    }

    private static string Read(string line) => Text(Parse(line)!);

    private static string Text(TemperatureReport report) =>
        string.Join(
            ' ',
            report
                .Readings.ToArray()
                .OrderBy(r => r.Heater)
                .Select(r =>
                    FormattableString.Invariant(
                        $"{r.Heater}={r.Current}{(r.Target is { } t ? $"/{t:0.##}" : "")}{(r.Power is { } p ? $"@{p}" : "")}"
                    )
                )
        );
}
