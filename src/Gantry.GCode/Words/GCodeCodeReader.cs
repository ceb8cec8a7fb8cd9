namespace Gantry.GCode.Words;

/// <summary>
/// Finds the codes of a line as the most lenient firmware would: RepRapFirmware takes several commands in one line, and Marlin
/// spaces within a code and numbers that overflow its 16 bits (<c>M66036</c> is its M500). Free text holds no codes, but the
/// macros of M810 to M819 do, and so may what follows a quoted text.
/// </summary>
public ref struct GCodeCodeReader
{
    private readonly ReadOnlySpan<byte> _command;
    private int _at;

    /// <summary>Starts before the first code.</summary>
    /// <param name="command">A command as <see cref="GCodeReader.Command"/> gives it.</param>
    public GCodeCodeReader(ReadOnlySpan<byte> command) => _command = command;

    /// <summary>The letter of the code that was read, as a capital: G, M, or what the line begins with.</summary>
    public char Letter { get; private set; } = '\0';

    /// <summary>Its number, as a firmware of 16 bits has it.</summary>
    public int Code { get; private set; } = -1;

    /// <summary>What follows the number, up to the end of the line.</summary>
    public readonly ReadOnlySpan<byte> Rest => _command[_at..];

    /// <summary>Whether a code is in a line.</summary>
    public static bool Has(ReadOnlySpan<byte> command, char letter, int code)
    {
        var codes = new GCodeCodeReader(command);
        while (codes.TryRead())
            if (codes.Letter == letter && codes.Code == code)
                return true;
        return false;
    }

    /// <summary>Gives the next code.</summary>
    /// <returns>False at the end of the command, and at once for a named command of Klipper's.</returns>
    public bool TryRead()
    {
        if (_at == 0)
            return _command.Length > 1 && char.IsAsciiLetter((char)_command[0]) && TryReadCode();
        if (Letter == 'M' && CommandText.IsTextCode(Code) && Code is < 810 or > 819)
            _at += Rest.LastIndexOf((byte)'"') is var quote and >= 0 ? quote + 1 : Rest.Length;
        while (Rest.IndexOfAny("MmGg\""u8) is var found and >= 0)
        {
            _at += found;
            if (_command[_at] == (byte)'"')
                SkipQuoted();
            else if (TryReadCode())
                return true;
        }
        return false;
    }

    /// <summary>Reads a letter and its number; steps over the letter alone when there is no number.</summary>
    private bool TryReadCode()
    {
        var letter = (char)(_command[_at++] & ~0x20);
        int i = _at;
        while (i < _command.Length && CommandText.IsBlank(_command[i]))
            i++;
        int first = i;
        ushort number = 0;
        for (uint d; i < _command.Length && (d = _command[i] - (uint)'0') <= 9; i++)
            number = unchecked((ushort)(number * 10 + d));
        if (i == first)
            return false;
        (Letter, Code, _at) = (letter, number, i);
        return true;
    }

    private void SkipQuoted()
    {
        int end = _command[(_at + 1)..].IndexOf((byte)'"');
        _at = end < 0 ? _command.Length : _at + end + 2;
    }
}
