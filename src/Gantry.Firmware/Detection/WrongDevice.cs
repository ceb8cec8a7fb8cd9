using System.Buffers.Text;
using Gantry.Firmware.Temperatures;

namespace Gantry.Firmware.Detection;

/// <summary>Says in words what is at the other end of a port when no printer answered there.</summary>
public static class WrongDevice
{
    /// <summary>More is not looked at: whoever floods the port says nothing new.</summary>
    public const int MostBytes = 16 * 1024;

    private const int MostShown = 120;

    /// <summary>The first words that are found decide, so what is surest stands first.</summary>
    private static readonly (byte[] Words, DeviceKind Kind)[] Signs =
    [
        // Our own hello, which no device would think of.
        ([.. "N999999999"u8], DeviceKind.Echo),
        ([.. "Grbl "u8], DeviceKind.Grbl),
        ([.. "GrblHAL"u8], DeviceKind.Grbl),
        ([.. "FIRMWARE_NAME:"u8], DeviceKind.Printer),
        ([.. "echo:"u8], DeviceKind.Printer),
        ([.. "Marlin"u8], DeviceKind.Printer),
        ([.. "Repetier"u8], DeviceKind.Printer),
        ([.. "Smoothie"u8], DeviceKind.Printer),
        ([.. "RepRapFirmware"u8], DeviceKind.Printer),
        ([.. "//action:"u8], DeviceKind.Printer),
        ([.. "ets Jun"u8], DeviceKind.Esp),
        ([.. "ets Jan"u8], DeviceKind.Esp),
        ([.. "rst:0x"u8], DeviceKind.Esp),
        ([.. "rst cause:"u8], DeviceKind.Esp),
        ([.. "ESP-ROM:"u8], DeviceKind.Esp),
        ([.. "ESP32"u8], DeviceKind.Esp),
        ([.. "ESP8266"u8], DeviceKind.Esp),
        ([.. "MicroPython"u8], DeviceKind.Python),
        ([.. "CircuitPython"u8], DeviceKind.Python),
        ([.. ">>> "u8], DeviceKind.Python),
        ([.. "$GP"u8], DeviceKind.Gps),
        ([.. "$GN"u8], DeviceKind.Gps),
        ([.. "$GL"u8], DeviceKind.Gps),
        ([.. "NO CARRIER"u8], DeviceKind.Modem),
        ([.. "+CME ERROR"u8], DeviceKind.Modem),
        ([.. "+CREG"u8], DeviceKind.Modem),
        ([.. "^RSSI:"u8], DeviceKind.Modem),
        ([.. "^BOOT:"u8], DeviceKind.Modem),
        ([.. "\r\nRING\r\n"u8], DeviceKind.Modem),
        ([.. "login:"u8], DeviceKind.Console),
        ([.. "Password:"u8], DeviceKind.Console),
        ([.. "Linux version"u8], DeviceKind.Console),
        ([.. "U-Boot"u8], DeviceKind.Console),
        ([.. "command not found"u8], DeviceKind.Console),
    ];

    /// <summary>Judges a device by everything that it has said.</summary>
    /// <param name="heard">What came from it, at the last baud rate that was tried.</param>
    /// <param name="baudRate">That rate; 0 where the port has none.</param>
    public static DeviceGuess Judge(ReadOnlySpan<byte> heard, int baudRate = 0)
    {
        heard = heard[..Math.Min(heard.Length, MostBytes)];
        DeviceKind kind = KindOf(heard);
        bool isText = kind is not (DeviceKind.Silent or DeviceKind.OtherBaudRate or DeviceKind.KlipperBoard);
        string shown = isText ? FirmwareText.Clean(heard[..Math.Min(heard.Length, 4 * MostShown)], MostShown) : "";
        return new DeviceGuess(kind, DeviceWords.What(kind, baudRate), DeviceWords.Advice(kind), shown);
    }

    private static DeviceKind KindOf(ReadOnlySpan<byte> heard)
    {
        if (heard.TrimStart((byte)0).IsEmpty)
            return DeviceKind.Silent;
        if (KlipperFrames.AreIn(heard))
            return DeviceKind.KlipperBoard;
        foreach ((byte[] words, DeviceKind kind) in Signs)
            if (heard.IndexOf(words) >= 0)
                return kind;
        if (SerialText.Judge(heard) == TextVerdict.Garbage)
            return DeviceKind.OtherBaudRate;
        return ByLines(heard);
    }

    private static DeviceKind ByLines(ReadOnlySpan<byte> heard)
    {
        int commands = 0;
        int lines = 0;
        var report = new TemperatureReport();
        foreach (Range range in heard.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = heard[range].Trim(" \t\r\0"u8);
            if (line.IsEmpty)
                continue;
            lines++;
            if (line.SequenceEqual("ok"u8) || line.SequenceEqual("start"u8) || line.SequenceEqual("wait"u8))
                return DeviceKind.Printer;
            if (report.TryParse(line) && report.Readings.Length > 0)
                return DeviceKind.Printer;
            commands += IsCommand(line) ? 1 : 0;
        }
        return commands > 0 && 2 * commands >= lines ? DeviceKind.Display : DeviceKind.OtherText;
    }

    /// <summary><c>M105</c>, <c>G28 X</c>, <c>N3 M110*12</c>: a capital G or M and a number.</summary>
    private static bool IsCommand(ReadOnlySpan<byte> line)
    {
        if (line[0] == 'N' && line.IndexOf((byte)' ') is > 0 and int space)
            line = line[space..].TrimStart((byte)' ');
        return line.Length > 1
            && line[0] is (byte)'G' or (byte)'M'
            && Utf8Parser.TryParse(line[1..], out int _, out int used)
            && (line.Length == used + 1 || line[used + 1] is (byte)' ' or (byte)'*');
    }
}
