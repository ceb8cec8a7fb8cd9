using Gantry.GCode.Words;

namespace Gantry.Simulator.Commands;

/// <summary>
/// A queued line as Marlin's parser sees it: the number and the checksum are cut off, letters are upper case only, and the
/// first letter without a value starts the string argument.
/// </summary>
internal sealed class ParsedCommand
{
    private readonly byte[] _text = new byte[Protocol.LineBuffer.MaxLength];
    private int _length;

    /// <summary>The command without number and checksum: what the firmware executes.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>The command taken apart.</summary>
    public GCodeCommand Words { get; } = new(ignoreCase: false);

    /// <summary>G, M or T; <c>?</c> for anything else.</summary>
    public char Letter { get; private set; }

    /// <summary>The number behind the letter.</summary>
    public int Number => Words.Code;

    /// <summary>Text behind the command (M117, M118), or from its first letter without a value on (M0).</summary>
    public ReadOnlySpan<byte> StringArgument
    {
        get
        {
            int start = Words.ArgumentStart;
            if (Letter == 'M' && Number is 117 or 118)
                return Text[start..];
            var words = new GCodeWordReader(Text, start);
            while (words.TryRead(out GCodeWord word))
                if (!word.HasValue)
                    return Text[word.Start..];
            return [];
        }
    }

    /// <summary>Reads a line.</summary>
    public void Parse(ReadOnlySpan<byte> line)
    {
        line = WithoutNumber(line.TrimStart((byte)' '));
        int star = line.IndexOf((byte)'*');
        if (star >= 0)
            line = line[..star].TrimEnd((byte)' ');
        line.CopyTo(_text);
        _length = line.Length;
        bool isKnown = Words.Parse(Text) && Words.Code >= 0 && Words.Letter is 'G' or 'M' or 'T';
        Letter = isKnown ? Words.Letter : '?';
    }

    /// <summary>A parameter's whole number, or another.</summary>
    public int GetInt(char letter, int otherwise) =>
        Words.TryGet(letter, out double value) ? (int)Math.Clamp(value, int.MinValue, int.MaxValue) : otherwise;

    // "N123 G1 X1" and "N123G1 X1" alike.
    private static ReadOnlySpan<byte> WithoutNumber(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[0] != (byte)'N' || !(IsDigit(line[1]) || line[1] is (byte)'-' or (byte)'+'))
            return line;
        int at = 2;
        while (at < line.Length && IsDigit(line[at]))
            at++;
        return line[at..].TrimStart((byte)' ');
    }

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';
}
