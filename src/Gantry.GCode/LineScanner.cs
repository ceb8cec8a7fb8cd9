namespace Gantry.GCode;

/// <summary>
/// Cuts bytes into lines at LF, CR LF or CR, in a buffer of fixed size. Does no input of its own: the owner fills
/// <see cref="Free"/> and says how much with <see cref="Filled"/>.
/// </summary>
internal sealed class LineScanner
{
    /// <summary>The longest line that any slicer writes is a Cura setting or a G-code template of a few kB.</summary>
    public const int DefaultMaxLineBytes = 64 * 1024;

    private const int ChunkBytes = 128 * 1024;
    private readonly byte[] _buffer;
    private readonly int _maxLineBytes;
    private int _start;
    private int _searched;
    private int _end;
    private bool _ended;
    private long _bufferOffset;
    private long _lineNumber = 1;
    private bool _skipping;

    public LineScanner(int maxLineBytes = DefaultMaxLineBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLineBytes, 1);
        _maxLineBytes = maxLineBytes;
        // Room for a whole line and its end left over from the last chunk, and a chunk after it.
        _buffer = new byte[maxLineBytes + 2 + ChunkBytes];
    }

    /// <summary>The line ends met so far.</summary>
    public LineEnds LineEnds { get; private set; }

    /// <summary>No more lines will come.</summary>
    public bool Exhausted => _ended && _start == _end;

    /// <summary>Where the next line begins in the file.</summary>
    public long NextOffset => _bufferOffset + _start;

    /// <summary>The number of the next line.</summary>
    public long NextLineNumber => _lineNumber;

    /// <summary>Where the bytes for <see cref="Free"/> must come from.</summary>
    public long FillOffset => _bufferOffset + _end;

    public ReadOnlySpan<byte> Bytes(in RawLine line) => _buffer.AsSpan(line.Start, line.Length);

    public ReadOnlyMemory<byte> Memory(int start, int length) => _buffer.AsMemory(start, length);

    /// <summary>Room for more bytes. Lines handed out before are no longer valid after this.</summary>
    public Memory<byte> Free()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            _searched -= _start;
            _end -= _start;
            _start = 0;
        }
        return _buffer.AsMemory(_end);
    }

    /// <summary>Says how many bytes were put into <see cref="Free"/>; 0 ends the file.</summary>
    public void Filled(int count)
    {
        _end += count;
        _ended |= count == 0;
    }

    /// <summary>Goes on from another place in the file.</summary>
    public void Restart(long offset, long lineNumber)
    {
        _skipping = false;
        _start = _searched = _end = 0;
        _ended = false;
        _bufferOffset = offset;
        _lineNumber = lineNumber;
    }

    /// <summary>
    /// Gives the next line, or false when more bytes are needed or none are left. A comment over the cap (Snapmaker puts
    /// a whole picture on one line) is given up to the cap; its rest is dropped.
    /// </summary>
    /// <exception cref="GCodeLineTooLongException">A line other than a comment is over the cap.</exception>
    public bool TryRead(out RawLine line)
    {
        if (_skipping && !SkipRest())
            return Fail(out line);
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_searched, _end - _searched);
        int length = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
            return TryReadLast(out line);
        int end = _searched + length;
        int after = end + 1;
        if (_buffer[end] == (byte)'\n')
            LineEnds |= LineEnds.Lf;
        else if (after < _end)
        {
            bool pair = _buffer[after] == (byte)'\n';
            LineEnds |= pair ? LineEnds.CrLf : LineEnds.Cr;
            if (pair)
                after++;
        }
        else if (!_ended)
        {
            // A CR at the end of the chunk: the next byte decides whether the line end is over.
            _searched = end;
            return Fail(out line);
        }
        else
            LineEnds |= LineEnds.Cr;
        line = Cut(end, after);
        return true;
    }

    private bool TryReadLast(out RawLine line)
    {
        _searched = _end;
        if (_end - _start > _maxLineBytes + 3)
        {
            // Over the cap, a byte order mark included, with no end in sight.
            line = Cut(_end, _end);
            _skipping = true;
            return true;
        }
        if (!_ended || _start == _end)
            return Fail(out line);
        line = Cut(_end, _end);
        return true;
    }

    private bool SkipRest()
    {
        int length = _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r');
        if (length < 0)
        {
            _start = _searched = _end;
            return false;
        }
        // A CR LF pair leaves an empty line behind, which would be counted.
        int after = _start + length + 1;
        if (_buffer[after - 1] == (byte)'\r' && after == _end && !_ended)
        {
            _start = _searched = after - 1;
            return false;
        }
        if (_buffer[after - 1] == (byte)'\r' && after < _end && _buffer[after] == (byte)'\n')
            after++;
        _start = _searched = after;
        _skipping = false;
        return true;
    }

    private static bool Fail(out RawLine line)
    {
        line = default;
        return false;
    }

    private RawLine Cut(int end, int after)
    {
        int start = _start;
        if (NextOffset == 0 && _buffer.AsSpan(start, end - start).StartsWith("\uFEFF"u8))
            start += 3;
        int length = end - start;
        if (length > _maxLineBytes)
        {
            if (!IsComment(_buffer.AsSpan(start, length)))
                throw new GCodeLineTooLongException(_lineNumber, NextOffset, _maxLineBytes);
            length = _maxLineBytes;
        }
        var line = new RawLine(start, length, _lineNumber, NextOffset);
        _lineNumber++;
        _start = _searched = after;
        return line;
    }

    private static bool IsComment(ReadOnlySpan<byte> line) => line.TrimStart(" \t"u8).StartsWith(";"u8);
}
