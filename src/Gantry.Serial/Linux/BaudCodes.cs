namespace Gantry.Serial.Linux;

/// <summary>
/// The speeds that have codes of their own in <c>c_cflag</c> (asm-generic/termbits.h). Programs that know the old structure alone,
/// the C library's among them, read a speed by its code.
/// </summary>
internal static class BaudCodes
{
    /// <summary>A speed's code, or null for one that stands in the structure's own field only.</summary>
    public static uint? Of(int baudRate) =>
        baudRate switch
        {
            50 => 0x0001,
            75 => 0x0002,
            110 => 0x0003,
            150 => 0x0005,
            200 => 0x0006,
            300 => 0x0007,
            600 => 0x0008,
            1200 => 0x0009,
            1800 => 0x000A,
            2400 => 0x000B,
            4800 => 0x000C,
            9600 => 0x000D,
            19200 => 0x000E,
            38400 => 0x000F,
            57600 => 0x1001,
            115200 => 0x1002,
            230400 => 0x1003,
            460800 => 0x1004,
            500000 => 0x1005,
            576000 => 0x1006,
            921600 => 0x1007,
            1000000 => 0x1008,
            1152000 => 0x1009,
            1500000 => 0x100A,
            2000000 => 0x100B,
            2500000 => 0x100C,
            3000000 => 0x100D,
            3500000 => 0x100E,
            4000000 => 0x100F,
            _ => null,
        };
}
