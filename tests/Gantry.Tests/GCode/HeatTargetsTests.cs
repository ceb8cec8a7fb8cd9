using System.Text;
using Gantry.GCode.Analysis;
using Gantry.GCode.Checking;

namespace Gantry.Tests.GCode;

/// <summary>A target that is hotter than a printer bears is seen in whatever way somebody hides it.</summary>
public sealed class HeatTargetsTests
{
    private static readonly PrinterLimits Limits = new()
    {
        MaxHotend = 300,
        MaxHotends = [260, 300],
        MaxBed = 110,
        MaxChamber = 0,
    };

    [Theory]
    [InlineData("M104 S261")]
    [InlineData("M104S261")]
    [InlineData("m104 s261")]
    [InlineData("M104 S 261")]
    [InlineData("M 104 S261")]
    [InlineData("M0104 S+261.0")]
    [InlineData("M104.1 S261")]
    [InlineData("M104 S200 S261")]
    [InlineData("M104 S261 S200")]
    [InlineData("M104 S3e2")]
    [InlineData("M104 S.3E3")]
    [InlineData("M104 T0 S261")]
    [InlineData("M104 S261 T9 T0")]
    [InlineData("M104 F1 S200 B261")]
    [InlineData("M109 R261")]
    [InlineData("M109 S200 R261")]
    [InlineData("M65640 S261")]
    [InlineData("M145 S0 H261")]
    [InlineData("M303 E0 S261 C8")]
    [InlineData("M568 P0 S261")]
    [InlineData("G10 P0 S261")]
    [InlineData("G10 P0 R261")]
    [InlineData("M810 G28|M104 S261")]
    [InlineData("G1 X5 M104 S261")]
    [InlineData("N6 M104 S261")]
    [InlineData("M117 \"warm\" M104 S261")]
    [InlineData("T1\nM104 S300\nT0\nM104 S261")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=extruder TARGET=261")]
    [InlineData("set_heater_temperature heater=\"extruder\" target=261")]
    [InlineData("PID_CALIBRATE HEATER=extruder TARGET=261")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=nan\nM140 S200")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=nan")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=+inf")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=1e400")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=2_00")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed XTARGET=20 TARGET=200")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=200 TARGET=20")]
    [InlineData("SET_HEATER_TEMPERATURE \"HEATER=bed\" TARGET=2'00'#x")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=200 T0")]
    [InlineData("N7 SET_HEATER_TEMPERATURE HEATER=bed TARGET=200")]
    [InlineData("M140 S111")]
    [InlineData("M140 Snan\nM140 S111")]
    [InlineData("M190 R111")]
    [InlineData("M145 S0 B111")]
    [InlineData("M303 E-1 S111")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=heater_bed TARGET=111")]
    [InlineData("M141 S1")]
    [InlineData("M191 S40")]
    public void What_is_too_hot_is_seen(string commands) => Over(commands).ShouldNotBeNull();

    [Theory]
    [InlineData("M104 S260\nM109 R260\nM140 S110\nM141 S0")]
    [InlineData("T1\nM104 S300")]
    [InlineData("M104 T1 S300")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=extruder1 TARGET=300")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=0")]
    [InlineData("SET_HEATER_TEMPERATURE HEATER=bed TARGET=-inf XTARGET=400")]
    [InlineData("M117 Heated with M104 S400")]
    [InlineData("M118 E1 S999 M104 S400")]
    [InlineData("M486 A\"M104 S400\"")]
    [InlineData("M862.3 P \"M104 S400\"")]
    [InlineData("EXCLUDE_OBJECT_DEFINE NAME=M104S400")]
    [InlineData("G10 S1")]
    [InlineData("G10 P0 L2 X400")]
    [InlineData("G1 X400 S999 E400")]
    [InlineData("M106 S255")]
    [InlineData("M303 E0 S200 C400")]
    public void What_a_printer_bears_and_what_is_no_target_is_let_pass(string commands) =>
        Over(commands).ShouldBeNull();

    [Fact]
    public void What_is_too_hot_is_said_with_the_limit()
    {
        Over("M104 T1 S301")
            .ShouldBe("The hotend of tool 1 would be set to 301 °C; the limit of the printer's profile is 300 °C.");
        Over("M141 S50")
            .ShouldBe("The chamber would be set to 50 °C, and the printer's profile says that it cannot be heated.");
        Over("M104 T7 S301").ShouldNotBeNull("an unknown tool has the limit of the hottest");
    }

    [Fact]
    public void More_digits_than_a_number_can_have_are_too_hot() =>
        Over("M140 S" + new string('9', 400)).ShouldNotBeNull();

    [Theory]
    [InlineData("N5 M104 S261*33")]
    [InlineData("  M104 (S20) S261 ; S20")]
    [InlineData("M104 S261*99 S20")]
    public async Task A_file_is_read_as_it_will_be_sent(string line)
    {
        byte[] file = Encoding.UTF8.GetBytes($"G28\r{line}\r\nG1 X1\n");
        GCodeCheckResult check = await GCodeCheck.RunAsync(
            new MemoryStream(file),
            cancellationToken: TestContext.Current.CancellationToken
        );
        check.Heat.Over(Limits).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_comment_heats_nothing()
    {
        byte[] file = "G28 ; M104 S999\n; M140 S999\nM104 (S999) S200\n"u8.ToArray();
        GCodeCheckResult check = await GCodeCheck.RunAsync(
            new MemoryStream(file),
            cancellationToken: TestContext.Current.CancellationToken
        );
        check.Heat.Over(Limits).ShouldBeNull();
        check.Heat.HotendsC[0].ShouldBe(200);
    }

    private static string? Over(string commands)
    {
        var heat = new HeatTargets();
        foreach (string command in commands.Split('\n'))
            heat.Take(Encoding.UTF8.GetBytes(command));
        return heat.Over(Limits);
    }
}
