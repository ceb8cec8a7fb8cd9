using System.Text;
using Gantry.Firmware.Identity;
using Gantry.Simulator;
using Gantry.Tests.Simulator;
using FirmwareFlavour = Gantry.Firmware.Identity.FirmwareFlavour;

namespace Gantry.Tests.Firmware;

public sealed class FirmwareInfoTests
{
    [Theory]
    [InlineData(
        "FIRMWARE_NAME:Marlin 2.1.2 (Dec 17 2022 12:00:00) SOURCE_CODE_URL:github.com/MarlinFirmware/Marlin PROTOCOL_VERSION:1.0 MACHINE_TYPE:Ender-3 V2 KINEMATICS:Cartesian EXTRUDER_COUNT:1 UUID:cede2a2f-41a2-4748-9b12-c55c62f367ff",
        FirmwareFlavour.Marlin,
        "2.1.2",
        "Ender-3 V2",
        1
    )]
    [InlineData(
        "FIRMWARE_NAME:Marlin V1; Sprinter/grbl mashup for gen6 FIRMWARE_URL:https://github.com/x PROTOCOL_VERSION:1.0 MACHINE_TYPE:Mendel EXTRUDER_COUNT:1 UUID:00000000-0000-0000-0000-000000000000",
        FirmwareFlavour.Marlin,
        "1",
        "Mendel",
        1
    )]
    [InlineData(
        "FIRMWARE_NAME:Marlin bugfix-2.1.x (Jul  8 2020 09:17:56) MACHINE_TYPE:3D Printer EXTRUDER_COUNT:2",
        FirmwareFlavour.Marlin,
        "bugfix-2.1.x",
        "3D Printer",
        2
    )]
    [InlineData(
        "FIRMWARE_NAME:Prusa-Firmware 3.13.3 based on Marlin FIRMWARE_URL:https://github.com/prusa3d/Prusa-Firmware PROTOCOL_VERSION:1.0 MACHINE_TYPE:Prusa i3 MK3S EXTRUDER_COUNT:1 UUID:00000000-0000-0000-0000-000000000000",
        FirmwareFlavour.Prusa,
        "3.13.3",
        "Prusa i3 MK3S",
        1
    )]
    [InlineData(
        "FIRMWARE_NAME:Repetier_1.0.4 COMPILED:Aug 19 2018 FIRMWARE_URL:https://github.com/repetier/Repetier-Firmware/ PROTOCOL_VERSION:1.0 MACHINE_TYPE:Mendel EXTRUDER_COUNT:1 REPETIER_PROTOCOL:3",
        FirmwareFlavour.Repetier,
        "1.0.4",
        "Mendel",
        1
    )]
    [InlineData(
        "ok FIRMWARE_VERSION:v0.12.0-1-gabc FIRMWARE_NAME:Klipper",
        FirmwareFlavour.Klipper,
        "v0.12.0-1-gabc",
        "",
        null
    )]
    [InlineData("// FIRMWARE_VERSION:v0.12.0 FIRMWARE_NAME:Klipper", FirmwareFlavour.Klipper, "v0.12.0", "", null)]
    [InlineData(
        "FIRMWARE_NAME: RepRapFirmware for Duet 2 WiFi/Ethernet FIRMWARE_VERSION: 3.3 ELECTRONICS: Duet WiFi 1.02 or later FIRMWARE_DATE: 2021-06-15 21:45:03",
        FirmwareFlavour.RepRapFirmware,
        "3.3",
        "Duet WiFi 1.02 or later",
        null
    )]
    [InlineData(
        "FIRMWARE_NAME:Smoothieware, FIRMWARE_URL:http%3A//smoothieware.org, X-SOURCE_CODE_URL:https://github.com/Smoothieware/Smoothieware, FIRMWARE_VERSION:edge-94de12c, PROTOCOL_VERSION:1.0, X-SYSTEM_CLOCK:100MHz",
        FirmwareFlavour.Smoothieware,
        "edge-94de12c",
        "",
        null
    )]
    [InlineData(
        "FIRMWARE_NAME:Sprinter PROTOCOL_VERSION:1.0 MACHINE_TYPE:Mendel EXTRUDER_COUNT:1",
        FirmwareFlavour.Sprinter,
        "",
        "Mendel",
        1
    )]
    [InlineData("NAME: Malyan VER: 2.9 MODEL: M200 HW: HA02", FirmwareFlavour.Marlin, "2.9", "M200", null)]
    [InlineData("FIRMWARE_NAME:Teacup PROTOCOL_VERSION:1.0 EXTRUDER_COUNT:999", FirmwareFlavour.Unknown, "", "", null)]
    public void The_answers_of_all_firmware_are_understood(
        string line,
        FirmwareFlavour flavour,
        string version,
        string machine,
        int? extruders
    )
    {
        FirmwareInfo info = Read(line);
        (info.Flavour, info.Version, info.MachineType, info.ExtruderCount).ShouldBe(
            (flavour, version, machine, extruders)
        );
    }

    [Fact]
    public void Simulated_Marlin_tells_its_capabilities()
    {
        FirmwareInfo info = Read(new TestHost(new PrinterOptions()).Ask("M115"));
        info.Capabilities.Count.ShouldBe(35);
        info.HasAutoReportTemperatures.ShouldBeTrue();
        info.HasEmergencyParser.ShouldBeFalse();
        info.HasThermalProtection.ShouldBe(true);
        (info.HasNumbering, info.HasOwnUuid).ShouldBe((true, false));
        info.SourceUrl.ShouldBe("github.com/MarlinFirmware/Marlin");
    }

    [Fact]
    public void Klipper_is_known_for_not_heeding_numbers() =>
        Read("ok FIRMWARE_VERSION:v0.12.0 FIRMWARE_NAME:Klipper").HasNumbering.ShouldBeFalse();

    [Fact]
    public void The_reach_of_the_axes_is_read() =>
        Read(
            "area:{full:{min:{x:-5.0000,y:0.0000,z:0.0000},max:{x:235.0000,y:220.0000,z:250.0000}},work:{min:{x:0,y:0,z:0},max:{x:1,y:1,z:1}}}"
        )
            .Area.ShouldBe(new FirmwareArea(-5, 0, 0, 235, 220, 250));

    [Theory]
    [InlineData("area:{full:{min:{x:0")]
    [InlineData("area:{full:{min:{x:0,y:0,z:0},max:{x:0,y:0,z:0}}}")]
    [InlineData("area:{full:{min:{x:nan,y:0,z:0},max:{x:9,y:9,z:9}}}")]
    [InlineData("Cap:lower:1")]
    [InlineData("Cap:EEPROM:2")]
    [InlineData("Cap::1")]
    [InlineData("Cap:")]
    [InlineData("echo:Unknown command: \"M115\"")]
    [InlineData("T:21 /0")]
    public void Damaged_and_foreign_lines_are_left_alone(string line)
    {
        var reader = new FirmwareInfoReader();
        reader.Add(Encoding.UTF8.GetBytes(line)).ShouldBeFalse();
        reader.ToInfo().Capabilities.ShouldBeEmpty();
    }

    [Fact]
    public void A_flood_of_capabilities_is_capped()
    {
        var reader = new FirmwareInfoReader();
        for (int i = 0; i < 10_000; i++)
            reader.Add(Encoding.ASCII.GetBytes($"Cap:X{i}:1"));
        reader.ToInfo().Capabilities.Count.ShouldBeLessThan(200);
    }

    [Fact]
    public void The_name_cannot_steer_a_terminal() =>
        Read("FIRMWARE_NAME:Marlin \u001b[2J\u202e2.1 <b> PROTOCOL_VERSION:1.0").Name.ShouldBe("Marlin 2.1 <b>");

    [Fact]
    public void The_identity_tells_printers_apart_but_not_versions()
    {
        const string rest = "MACHINE_TYPE:Ender-3 EXTRUDER_COUNT:1 UUID:";
        string first = Read($"FIRMWARE_NAME:Marlin 2.1.2 {rest}cede2a2f-41a2-4748-9b12-c55c62f367ff").Identity;
        Read($"FIRMWARE_NAME:Marlin 2.1.3 {rest}cede2a2f-41a2-4748-9b12-c55c62f367ff").Identity.ShouldBe(first);
        Read($"FIRMWARE_NAME:Marlin 2.1.2 {rest}11111111-41a2-4748-9b12-c55c62f367ff").Identity.ShouldNotBe(first);
        Read("FIRMWARE_NAME:Repetier_1.0.4 MACHINE_TYPE:Ender-3 EXTRUDER_COUNT:1").Identity.ShouldNotBe(first);
    }

    private static FirmwareInfo Read(params string[] lines)
    {
        var reader = new FirmwareInfoReader();
        foreach (string line in lines)
            reader.Add(Encoding.UTF8.GetBytes(line));
        return reader.ToInfo();
    }
}
