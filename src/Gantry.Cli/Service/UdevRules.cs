namespace Gantry.Cli.Service;

/// <summary>
/// The udev rules: permissions only. They start nothing: what comes and goes, Gantry hears from the kernel. Stable names are
/// udev's own, below /dev/serial.
/// </summary>
internal static class UdevRules
{
    /// <summary>After Debian's own rules, which set the group, and before those that only read it.</summary>
    public const string FileName = "70-gantry.rules";

    /// <summary>
    /// USB vendors of adapters and boards that are never modems: Silicon Labs, WCH, FTDI, Espressif, Arduino (both), OpenMoko
    /// (Marlin boards), Prusa, UltiMachine, VOTI and pid.codes (hobby boards), STMicroelectronics, Raspberry Pi.
    /// </summary>
    private static readonly string[] Vendors =
    [
        "10c4",
        "1a86",
        "0403",
        "303a",
        "2341",
        "2a03",
        "1d50",
        "2c99",
        "27b1",
        "16c0",
        "1209",
        "0483",
        "2e8a",
    ];

    /// <summary>The rules' text.</summary>
    public static string Text { get; } =
        $"""
            # Written by 'gantry service install': serial devices for the group dialout.
            ACTION=="remove", GOTO="gantry_end"
            SUBSYSTEM=="tty", KERNEL=="ttyUSB*|ttyACM*", GROUP="dialout", MODE="0660"
            # ModemManager sends AT commands to every new port, which stops a print; these vendors make no modems.
            SUBSYSTEM=="tty|usb", ATTRS{"{idVendor}"}=="{string.Join('|', Vendors)}", ENV{"{ID_MM_DEVICE_IGNORE}"}="1"
            LABEL="gantry_end"

            """;
}
