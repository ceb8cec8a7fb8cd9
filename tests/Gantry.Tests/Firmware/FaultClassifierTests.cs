using System.Text;
using Gantry.Firmware.Faults;

namespace Gantry.Tests.Firmware;

public sealed class FaultClassifierTests
{
    [Theory]
    [InlineData("Error:Thermal Runaway, system stopped! Heater_ID: E0", FaultKind.ThermalRunaway, "T0")]
    [InlineData("Error:Thermal Runaway, system stopped! Heater_ID: bed", FaultKind.ThermalRunaway, "B")]
    [InlineData("echo:THERMAL RUNAWAY", FaultKind.ThermalRunaway, null)]
    [InlineData("Error:MINTEMP triggered, system stopped! Heater_ID: E1", FaultKind.MinTemp, "T1")]
    [InlineData("echo:Err: MINTEMP", FaultKind.MinTemp, null)]
    [InlineData("Error:MAXTEMP triggered, system stopped! Heater_ID: chamber", FaultKind.MaxTemp, "C")]
    [InlineData("Error:Temperature heated bed switched off. MAXTEMP triggered !!", FaultKind.MaxTemp, "B")]
    [InlineData("Error:Heating failed, system stopped! Heater_ID: 0", FaultKind.HeatingFailed, "T0")]
    [InlineData("!! Heater extruder not heating at expected rate", FaultKind.HeatingFailed, null)]
    [InlineData(
        "fatal:Heater/sensor error - Printer stopped and heaters disabled due to this error.",
        FaultKind.HeatingFailed,
        null
    )]
    [InlineData("Error:Probing failed", FaultKind.ProbingFailed, null)]
    [InlineData("!! No trigger on probe after full movement", FaultKind.ProbingFailed, null)]
    [InlineData("echo:Homing Failed", FaultKind.HomingFailed, null)]
    [InlineData("!! No trigger on x after full movement", FaultKind.HomingFailed, null)]
    [InlineData("echo:endstops hit: X:10.00", FaultKind.EndstopHit, null)]
    [InlineData("Error:Watchdog barked, please turn off the printer.", FaultKind.Watchdog, null)]
    [InlineData("Error:Printer halted. kill() called!", FaultKind.Killed, null)]
    [InlineData("Error:!! KILL caused by too much inactive time", FaultKind.Killed, null)]
    [InlineData("echo:M112 Shutdown", FaultKind.Killed, null)]
    [InlineData("!! MCU 'mcu' shutdown: Timer too close", FaultKind.Killed, null)]
    public void What_ends_a_print_switches_everything_off(string line, FaultKind kind, string? heater)
    {
        FirmwareFault fault = Add(line)!;
        (fault.Kind, fault.Heater?.ToString(), fault.Response).ShouldBe((kind, heater, FaultResponse.SwitchOff));
        fault.Text.ShouldBe(line.Trim());
    }

    [Theory]
    [InlineData("echo: cold extrusion prevented", FaultKind.ColdExtrusion)]
    [InlineData("echo:T1 Invalid extruder", FaultKind.InvalidTool)]
    [InlineData("echo:SD init fail", FaultKind.SdCard)]
    [InlineData("Error:volume.init failed", FaultKind.SdCard)]
    [InlineData("Error:Failed to enable Bed Leveling", FaultKind.Unknown)]
    [InlineData("!! Move out of range: 500.0 0.0 0.0", FaultKind.Unknown)]
    public void What_the_print_survives_is_only_shown(string line, FaultKind kind)
    {
        FirmwareFault fault = Add(line)!;
        (fault.Kind, fault.Response).ShouldBe((kind, FaultResponse.Show));
    }

    [Theory]
    [InlineData("ok")]
    [InlineData("ok T:21 /0 B:22 /0")]
    [InlineData("echo:busy: processing")]
    [InlineData("echo:Unknown command: \"FOO\"")]
    [InlineData("Error:checksum mismatch, Last Line: 3")]
    [InlineData("Error:Line Number is not Last Line Number+1, Last Line: 3")]
    [InlineData("Error:No Checksum with line number, Last Line: 3")]
    [InlineData("Error:expected line 3 got 5")]
    [InlineData("Error:Wrong checksum")]
    [InlineData("echo:say thermal runaway three times")]
    [InlineData("thermal runaway")]
    [InlineData(" Watchdog Reset")]
    [InlineData("echo:  M92 X80.00")]
    public void Everything_else_is_no_fault(string line) => Add(line).ShouldBeNull();

    [Fact]
    public void The_lines_of_one_fault_are_one_fault()
    {
        var faults = new FaultClassifier();
        Add(faults, "Error:Thermal Runaway, system stopped! Heater_ID: E0");
        Add(faults, "echo:THERMAL RUNAWAY");
        Add(faults, "Error:Printer halted. kill() called!");
        faults.Worst!.Kind.ShouldBe(FaultKind.ThermalRunaway);
        faults.Worst.Text.ShouldBe("Error:Thermal Runaway, system stopped! Heater_ID: E0");

        faults.Reset();
        Add(faults, "Error:Printer halted. kill() called!");
        faults.Worst!.Kind.ShouldBe(FaultKind.Killed);
    }

    [Theory]
    [InlineData("Error:0", ": Extruder switched off. MAXTEMP triggered !", FaultKind.MaxTemp, "T0")]
    [InlineData("Error:1", ": Extruder switched off. MINTEMP triggered !", FaultKind.MinTemp, "T1")]
    [InlineData("Error:Thermal Runaway, system stopped! Heater_ID: ", "0", FaultKind.ThermalRunaway, "T0")]
    [InlineData("Error:Heating failed, system stopped! Heater_ID:", "bed", FaultKind.HeatingFailed, "B")]
    public void A_fault_in_two_lines_is_put_together(string first, string second, FaultKind kind, string heater)
    {
        var faults = new FaultClassifier();
        Add(faults, first).ShouldNotBeNull("what is known is told at once");
        Add(faults, second).ShouldNotBeNull();
        (faults.Worst!.Kind, faults.Worst.Heater.ToString()).ShouldBe((kind, heater));
        faults.Worst.Text.ShouldBe($"{first.Trim()} {second}");
    }

    [Fact]
    public void A_second_line_that_belongs_to_something_else_stays_that()
    {
        var faults = new FaultClassifier();
        Add(faults, "Error:Thermal Runaway, system stopped! Heater_ID:");
        Add(faults, "ok").ShouldBeNull();
        Add(faults, "0").ShouldBeNull();
        Add(faults, "Error:0");
        Add(faults, "Error:Printer stopped due to errors. Fix the error and use M999 to restart.")!
            .Kind.ShouldBe(FaultKind.Killed);
    }

    [Fact]
    public void The_text_is_cut_and_harmless()
    {
        FirmwareFault fault = Add("Error:\u001b[31mMINTEMP\u0007 " + new string('x', 900))!;
        fault.Kind.ShouldBe(FaultKind.MinTemp);
        fault.Text.ShouldStartWith("Error:MINTEMP x");
        fault.Text.Length.ShouldBe(FaultClassifier.MostCharacters);
    }

    private static FirmwareFault? Add(string line) => Add(new FaultClassifier(), line);

    private static FirmwareFault? Add(FaultClassifier faults, string line) => faults.Add(Encoding.UTF8.GetBytes(line));
}
