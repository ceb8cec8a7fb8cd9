namespace Gantry.GCode.Words;

/// <summary>
/// Walks through the words of a command without allocating: <c>G1 X10 Y-.5 E</c> gives G1, X10, Y-0.5 and E without a
/// value. Spaces are optional, also between letter and number. Text in double quotes is stepped over.
/// </summary>
public ref struct GCodeWordReader
{
    private readonly ReadOnlySpan<byte> _command;
    private int _at;

    /// <summary>Starts before the first word.</summary>
    /// <param name="command">A command as <see cref="GCodeReader.Command"/> gives it.</param>
    /// <param name="start">Where to begin.</param>
    public GCodeWordReader(ReadOnlySpan<byte> command, int start = 0)
    {
        _command = command;
        _at = start;
    }

    /// <summary>Where the next word is looked for.</summary>
    public readonly int Position => _at;

    /// <summary>Gives the next word.</summary>
    /// <returns>False at the end of the command.</returns>
    public bool TryRead(out GCodeWord word)
    {
        while (_at < _command.Length)
        {
            byte letter = _command[_at];
            int start = _at++;
            if (char.IsAsciiLetter((char)letter))
            {
                word = ReadValue(letter, start);
                return true;
            }
            if (letter == (byte)'"')
                SkipQuoted();
        }
        word = default;
        return false;
    }

    private GCodeWord ReadValue(byte letter, int start)
    {
        int i = _at;
        while (i < _command.Length && CommandText.IsBlank(_command[i]))
            i++;
        if (!GCodeNumber.TryParse(_command[i..], out double value, out int length))
            return new GCodeWord(letter, false, 0, start);
        _at = i + length;
        return new GCodeWord(letter, true, value, start);
    }

    private void SkipQuoted()
    {
        int end = _command[_at..].IndexOf((byte)'"');
        _at = end < 0 ? _command.Length : _at + end + 1;
    }
}
