using System.Globalization;
using System.Text;
using Gantry.GCode.Words;

namespace Gantry.Printing.Jobs;

/// <summary>
/// Settings that a file may change and that hold until the printer restarts: filament diameter, accelerations, speeds, jerk,
/// firmware retraction, software endstops, linear advance. Each letter keeps its last value.
/// </summary>
internal sealed class StickySettings
{
    private static readonly int[] Codes = [200, 201, 203, 204, 205, 207, 208, 209, 211, 900];

    private readonly uint[] _seen = new uint[Codes.Length];
    private readonly double[] _values = new double[Codes.Length * 26];

    /// <summary>Takes an M command, if it is one of these.</summary>
    public void Execute(GCodeCommand command)
    {
        int index = Array.IndexOf(Codes, command.Code);
        if (index < 0)
            return;
        // M204 S sets what P and T set, so it undoes them.
        if (command.Code == 204 && command.HasValue('S'))
            _seen[index] &= ~(Bit('P') | Bit('T'));
        for (char letter = 'A'; letter <= 'Z'; letter++)
            if (command.TryGet(letter, out double value))
            {
                _seen[index] |= Bit(letter);
                _values[index * 26 + letter - 'A'] = value;
            }
    }

    public void Clear() => Array.Clear(_seen);

    public void CopyFrom(StickySettings other)
    {
        other._seen.CopyTo(_seen, 0);
        other._values.CopyTo(_values, 0);
    }

    /// <summary>The commands that set all of it again.</summary>
    public IEnumerable<string> ToCommands()
    {
        for (int index = 0; index < Codes.Length; index++)
        {
            if (_seen[index] == 0)
                continue;
            var command = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{Codes[index]}");
            // S of M204 stands before P and T only if it came before them.
            if (Codes[index] == 204)
                Append(command, index, 'S');
            for (char letter = 'A'; letter <= 'Z'; letter++)
                if (Codes[index] != 204 || letter != 'S')
                    Append(command, index, letter);
            yield return command.ToString();
        }
    }

    private void Append(StringBuilder command, int index, char letter)
    {
        if ((_seen[index] & Bit(letter)) != 0)
            command.Append(CultureInfo.InvariantCulture, $" {letter}{_values[index * 26 + letter - 'A']:0.#####}");
    }

    private static uint Bit(char letter) => 1u << (letter - 'A');
}
