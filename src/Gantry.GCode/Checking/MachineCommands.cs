using Gantry.GCode.Words;

namespace Gantry.GCode.Checking;

/// <summary>Commands that a file of a part has no business with: they reach beyond the print. Marlin's meanings.</summary>
internal static class MachineCommands
{
    /// <summary>What begins such a command.</summary>
    private static ReadOnlySpan<byte> Beginnings => "MmDd"u8;

    /// <summary>The name of such a command with what it does; null when there is none in the line.</summary>
    public static string? Find(ReadOnlySpan<byte> command)
    {
        if (command.IndexOfAny(Beginnings) < 0)
            return null;
        var codes = new GCodeCodeReader(command);
        while (codes.TryRead())
            if (Find(codes.Letter, codes.Code) is { } found)
                return found;
        return null;
    }

    private static string? Find(char letter, int code) =>
        (letter, code) switch
        {
            ('M', 23) => "M23 (chooses a file of the card)",
            ('M', 28) => "M28 (writes to the card)",
            ('M', 30) => "M30 (deletes from the card)",
            ('M', 32) => "M32 (prints a file of the card)",
            ('M', 42) => "M42 (switches pins of the board)",
            ('M', 43) => "M43 (tries pins of the board)",
            ('M', 112) => "M112 (emergency stop)",
            ('M', 303) => "M303 (tunes the heaters)",
            ('M', 305) => "M305 (changes what thermistors mean)",
            ('M', 500) => "M500 (stores settings)",
            ('M', 502) => "M502 (resets all settings)",
            ('M', 575) => "M575 (changes the baud rate)",
            ('M', 928) => "M928 (writes to the card)",
            ('M', 997) => "M997 (updates the firmware)",
            ('D', _) => "D" + code + " (reads and writes the board's memory)",
            _ => null,
        };
}
