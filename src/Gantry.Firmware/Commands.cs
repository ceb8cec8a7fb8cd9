using System.Buffers.Text;

namespace Gantry.Firmware;

/// <summary>Looks up what is known of a command by its code.</summary>
public static class Commands
{
    /// <summary>The behaviour of a command without number and checksum.</summary>
    public static CommandBehaviour BehaviourOf(ReadOnlySpan<byte> command)
    {
        if (command.Length < 2 || !Utf8Parser.TryParse(command[1..], out int code, out _))
            return CommandBehaviour.None;
        return command[0] switch
        {
            (byte)'G' => OfG(code),
            (byte)'M' => OfM(code),
            // A tool change may park, heat and purge.
            (byte)'T' => CommandBehaviour.Blocking,
            _ => CommandBehaviour.None,
        };
    }

    private static CommandBehaviour OfG(int code) =>
        // Dwell, nozzle clean, home, bed levelling, probing, calibration, Z alignment, mechanical gantry calibration.
        code is 4 or 12 or 28 or 29 or 30 or 32 or 33 or 34 or 35 or 76 or 425
            ? CommandBehaviour.Blocking
            : CommandBehaviour.None;

    private static CommandBehaviour OfM(int code) =>
        code switch
        {
            109 or 190 or 191 or 192 or 116 => CommandBehaviour.Blocking | CommandBehaviour.HeatingWait,
            // PID tuning reports like a heating wait.
            303 => CommandBehaviour.Blocking | CommandBehaviour.HeatingWait,
            110 => CommandBehaviour.SetsLineNumber,
            // Stop and wait, change or load filament.
            0 or 1 or 600 or 701 or 702 => CommandBehaviour.Blocking | CommandBehaviour.AsksPerson,
            // Wait for moves, for a pin or a probe; pause, park.
            18 or 84 or 25 or 125 or 226 or 400 or 601 or 602 or 603 or 48 or 306 or 997 => CommandBehaviour.Blocking,
            _ => CommandBehaviour.None,
        };
}
