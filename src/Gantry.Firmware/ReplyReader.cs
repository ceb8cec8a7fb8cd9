namespace Gantry.Firmware;

/// <summary>
/// Cuts what the firmware sends into lines. It keeps at most <see cref="MostBytes"/>: of a longer line, which no firmware
/// sends, the rest is dropped up to its end.
/// </summary>
public sealed class ReplyReader
{
    /// <summary>Marlin's longest lines, of M115 and M503, stay below 300 bytes.</summary>
    public const int MostBytes = 1024;

    private readonly byte[] _line = new byte[MostBytes];
    private int _length;
    private bool _overlong;

    /// <summary>Lines that were longer than <see cref="MostBytes"/>.</summary>
    public long Overlong { get; private set; }

    /// <summary>
    /// Takes bytes up to the end of a line. When it returns true, <paramref name="line"/> holds the line until the next call,
    /// and <paramref name="input"/> what follows; when false, all input was taken.
    /// </summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out ReadOnlySpan<byte> line)
    {
        int end = input.IndexOf((byte)'\n');
        if (end < 0)
        {
            Keep(input);
            input = default;
            line = default;
            return false;
        }
        ReadOnlySpan<byte> head = input[..end];
        input = input[(end + 1)..];
        if (_length == 0 && head.Length <= MostBytes)
        {
            line = head;
            return true;
        }
        Keep(head);
        line = _line.AsSpan(0, _length);
        _length = 0;
        _overlong = false;
        return true;
    }

    /// <summary>Forgets the beginning of a line, after a new connection.</summary>
    public void Reset()
    {
        _length = 0;
        _overlong = false;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        int room = MostBytes - _length;
        if (bytes.Length > room)
        {
            Overlong += _overlong ? 0 : 1;
            _overlong = true;
            bytes = bytes[..room];
        }
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }
}
