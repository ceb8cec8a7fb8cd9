using System.Runtime.CompilerServices;

namespace Gantry.GCode.Words;

/// <summary>
/// A command taken apart: its code and the value of each letter. Made to be used again for the next command; parsing
/// allocates nothing. A letter that comes twice keeps its last value, as in Marlin.
/// </summary>
public sealed class GCodeCommand
{
    private readonly bool _ignoreCase;
    private uint _seen;
    private uint _valued;
    private Values _values;

    /// <summary>Creates a command to be filled by <see cref="Parse"/>.</summary>
    /// <param name="ignoreCase">
    /// Take <c>g1 x5</c> for <c>G1 X5</c>, as Klipper does. Marlin's default build does not know small letters.
    /// </param>
    public GCodeCommand(bool ignoreCase = true) => _ignoreCase = ignoreCase;

    /// <summary>The letter of the code: G, M, T or another; 0 when the text is no coded command.</summary>
    public char Letter { get; private set; }

    /// <summary>The number of the code: 1 of G1. -1 when the letter has no number, as in <c>T?</c> or <c>Tx</c>.</summary>
    public int Code { get; private set; }

    /// <summary>The number after the point: 3 of M862.3; 0 when there is none.</summary>
    public int Subcode { get; private set; }

    /// <summary>Where the text after the code begins.</summary>
    public int ArgumentStart { get; private set; }

    /// <summary>Whether this is the given code.</summary>
    public bool Is(char letter, int code) => Letter == letter && Code == code;

    /// <summary>Whether the letter occurs, with or without a value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(char letter) => (_seen & Bit(letter)) != 0;

    /// <summary>Whether the letter occurs with a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasValue(char letter) => (_valued & Bit(letter)) != 0;

    /// <summary>Whether any of X, Y, Z or E occurs.</summary>
    internal bool HasAxis => (_seen & (Bit('X') | Bit('Y') | Bit('Z') | Bit('E'))) != 0;

    /// <summary>Whether any letter occurs after the code.</summary>
    internal bool HasWords => _seen != 0;

    /// <summary>The number of the letter, or another when it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Get(char letter, double otherwise) => HasValue(letter) ? _values[letter - 'A'] : otherwise;

    /// <summary>The number of the letter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(char letter, out double value)
    {
        value = Get(letter, 0);
        return HasValue(letter);
    }

    /// <summary>Takes a command apart.</summary>
    /// <param name="command">A command as <see cref="GCodeReader.Command"/> gives it.</param>
    /// <returns>False when it does not begin with a letter and a number (<c>T</c> needs none).</returns>
    public bool Parse(ReadOnlySpan<byte> command)
    {
        (_seen, _valued, Letter, Code, Subcode, ArgumentStart) = (0, 0, '\0', -1, 0, command.Length);
        if (command.IsEmpty || !char.IsAsciiLetter((char)command[0]))
            return false;
        char letter = Fold(command[0]);
        int i = 1;
        while (i < command.Length && CommandText.IsBlank(command[i]))
            i++;
        if (!TryReadCode(command, ref i, out int code) && !(letter == 'T' && IsToolWithoutNumber(command)))
            return false;
        (Letter, Code) = (letter, code);
        if (code >= 0 && i < command.Length && command[i] == (byte)'.')
        {
            i++;
            Subcode = TryReadCode(command, ref i, out int subcode) ? subcode : 0;
        }
        while (i < command.Length && CommandText.IsBlank(command[i]))
            i++;
        ArgumentStart = i;
        ReadWords(command, i);
        return true;
    }

    /// <summary>Prusa's <c>T?</c>, <c>Tx</c> and <c>Tc</c>, or a bare <c>T</c>; not a named command as <c>TURN_OFF</c>.</summary>
    private static bool IsToolWithoutNumber(ReadOnlySpan<byte> command) =>
        command.Length == 1
        || command.Length == 2
        || CommandText.IsBlank(command[1])
        || CommandText.IsBlank(command[2]);

    private void ReadWords(ReadOnlySpan<byte> command, int start)
    {
        var words = new GCodeWordReader(command, start);
        while (words.TryRead(out GCodeWord word))
        {
            int index = Fold(word.Letter) - 'A';
            if ((uint)index >= 26)
                continue;
            uint bit = 1u << index;
            _seen |= bit;
            if (word.HasValue)
            {
                _valued |= bit;
                _values[index] = word.Value;
            }
            else
                _valued &= ~bit;
        }
    }

    private static bool TryReadCode(ReadOnlySpan<byte> command, ref int at, out int code)
    {
        int start = at;
        code = 0;
        for (uint d; at < command.Length && (d = command[at] - (uint)'0') <= 9; at++)
            code = Math.Min(code, 100_000) * 10 + (int)d;
        if (at > start)
            return true;
        code = -1;
        return false;
    }

    private char Fold(byte letter) =>
        _ignoreCase && letter is >= (byte)'a' and <= (byte)'z' ? (char)(letter - 32) : (char)letter;

    private static uint Bit(char letter) => 1u << (letter - 'A');

    [InlineArray(26)]
    private struct Values
    {
        private double _first;
    }
}
