namespace Gantry.Firmware.Detection;

/// <summary>What a device seems to be that did not answer as a printer does.</summary>
public enum DeviceKind
{
    /// <summary>It says nothing at all.</summary>
    Silent,

    /// <summary>What it says is no text at this baud rate.</summary>
    OtherBaudRate,

    /// <summary>It says what 3D printer firmware says, but did not answer.</summary>
    Printer,

    /// <summary>It sends back what was sent to it.</summary>
    Echo,

    /// <summary>A printer's display: it sends G-code itself.</summary>
    Display,

    /// <summary>The binary protocol of a board that runs as Klipper's microcontroller.</summary>
    KlipperBoard,

    /// <summary>A CNC controller with GRBL.</summary>
    Grbl,

    /// <summary>The boot log of an ESP8266 or ESP32.</summary>
    Esp,

    /// <summary>A MicroPython or CircuitPython prompt.</summary>
    Python,

    /// <summary>A GPS receiver.</summary>
    Gps,

    /// <summary>A modem.</summary>
    Modem,

    /// <summary>The console of a computer, a router or a boot loader.</summary>
    Console,

    /// <summary>Text of its own: an Arduino sketch, a sensor, a scale.</summary>
    OtherText,
}
