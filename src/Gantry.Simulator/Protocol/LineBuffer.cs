namespace Gantry.Simulator.Protocol;

/// <summary>
/// Builds a line from characters as Marlin's queue does: <c>;</c> starts a comment, a backslash takes the next character as it
/// is, a backspace erases (2.x), and after 95 characters the rest of the line is dropped (MAX_CMD_SIZE 96 with the final NUL).
/// </summary>
/// <param name="backspaceErases">Whether 0x08 erases; 1.1.9 takes it as any other character.</param>
internal sealed class LineBuffer(bool backspaceErases)
{
    /// <summary>The most characters that a line keeps.</summary>
    public const int MaxLength = 95;

    private readonly byte[] _characters = new byte[MaxLength];
    private int _length;
    private int _finished;
    private bool _skipping;
    private bool _escaped;

    /// <summary>
    /// Takes one character. True when it ends a line that is not empty; <see cref="Line"/> holds it until the next call.
    /// </summary>
    public bool Add(byte character)
    {
        if (character is (byte)'\n' or (byte)'\r')
            return EndLine();
        if (!_skipping)
            AddToLine(character);
        return false;
    }

    /// <summary>The finished line. A NUL ends it, as it ends any C string.</summary>
    public ReadOnlySpan<byte> Line
    {
        get
        {
            ReadOnlySpan<byte> line = _characters.AsSpan(0, _finished);
            int end = line.IndexOf((byte)0);
            return end < 0 ? line : line[..end];
        }
    }

    /// <summary>Forgets the characters of an unfinished line.</summary>
    public void Clear()
    {
        _length = 0;
        _skipping = false;
        _escaped = false;
    }

    private void AddToLine(byte character)
    {
        if (_escaped)
        {
            _escaped = false;
        }
        else if (character == (byte)'\\')
        {
            _escaped = true;
            return;
        }
        else if (character == (byte)';')
        {
            _skipping = true;
            return;
        }
        if (backspaceErases && character == 0x08)
        {
            if (_length > 0)
                _length--;
            return;
        }
        _characters[_length++] = character;
        _skipping = _length == MaxLength;
    }

    private bool EndLine()
    {
        _finished = _length;
        Clear();
        return _finished > 0;
    }
}
