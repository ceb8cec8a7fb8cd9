using System.Globalization;

namespace Gantry.Firmware.Detection;

/// <summary>The words for each kind of device.</summary>
internal static class DeviceWords
{
    public static string What(DeviceKind kind, int baudRate) =>
        kind switch
        {
            DeviceKind.Silent => "The device says nothing.",
            DeviceKind.OtherBaudRate => baudRate == 0
                ? "The device sends bytes that are no text."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"The device sends bytes that are no text at {baudRate} baud."
                ),
            DeviceKind.Printer => "This is a 3D printer, but it did not answer.",
            DeviceKind.Echo => "The device sends back what is sent to it.",
            DeviceKind.Display => "This seems to be a printer's display: it sends G-code itself.",
            DeviceKind.KlipperBoard => "This is a board with Klipper's own firmware, which speaks a binary protocol.",
            DeviceKind.Grbl => "This is a CNC controller with GRBL, not a 3D printer.",
            DeviceKind.Esp => "This is an ESP8266 or ESP32 module.",
            DeviceKind.Python => "This is a board with MicroPython or CircuitPython.",
            DeviceKind.Gps => "This is a GPS receiver.",
            DeviceKind.Modem => "This is a modem.",
            DeviceKind.Console => "This is the console of a computer or a router.",
            _ => "The device talks, but not as a 3D printer does.",
        };

    public static string Advice(DeviceKind kind) =>
        kind switch
        {
            DeviceKind.Silent =>
                "Is the printer switched on, and is this its port? Some boards need the baud rate to be set, and some displays must be told to let the computer in.",
            DeviceKind.OtherBaudRate =>
                "Set the printer's baud rate (115200 and 250000 are usual), or check cable and ground if it is set.",
            DeviceKind.Printer =>
                "It may be busy with a long command, or halted after a fault: wait, or reset it. If it prints from its SD card, let it finish.",
            DeviceKind.Echo =>
                "Receive and transmit lines may be joined, or a terminal program answers: check the wiring, or choose another port.",
            DeviceKind.Display => "Connect to the printer's board instead of its display.",
            DeviceKind.KlipperBoard =>
                "Klipper itself must own this port; connect to the pseudo-terminal that Klipper makes, as /tmp/printer.",
            DeviceKind.Esp =>
                "If it is a Wi-Fi module of the printer, connect to the printer's own port, or to the module's network address.",
            _ => "Choose another port, or take this one off the list.",
        };
}
