using System.Buffers.Text;

namespace Gantry.GCode.Checking;

/// <summary>Commands that a file of a part has no business with: they reach beyond the print. Marlin's meanings.</summary>
internal static class MachineCommands
{
    /// <summary>The name of such a command with what it does; null when it is none.</summary>
    /// <param name="command">A command that begins with M.</param>
    public static string? Find(ReadOnlySpan<byte> command)
    {
        if (!Utf8Parser.TryParse(command[1..], out uint number, out _))
            return null;
        return number switch
        {
            28 => "M28 (writes to the card)",
            30 => "M30 (deletes from the card)",
            42 => "M42 (switches pins of the board)",
            112 => "M112 (emergency stop)",
            303 => "M303 (tunes the heaters)",
            500 => "M500 (stores settings)",
            502 => "M502 (resets all settings)",
            997 => "M997 (updates the firmware)",
            _ => null,
        };
    }
}
