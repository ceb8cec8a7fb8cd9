using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode;

/// <summary>
/// Reads the commands of a G-code file as bytes, one after the other, in constant memory and without an allocation per
/// line. Line ends may be LF, CR LF or CR; a UTF-8 byte order mark is skipped. Comments, line numbers, checksums and
/// white space are cut off; lines that hold nothing else are skipped. Not for use by two threads at once.
/// </summary>
public sealed class GCodeReader : IDisposable
{
    private readonly ByteSource _source;
    private readonly LineScanner _scanner;
    private readonly byte[] _scratch;
    private ReadOnlyMemory<byte> _command;

    internal GCodeReader(ByteSource source, int maxLineBytes = LineScanner.DefaultMaxLineBytes)
    {
        _source = source;
        _scanner = new LineScanner(maxLineBytes);
        _scratch = new byte[maxLineBytes];
    }

    /// <summary>Reads from a stream, whose present position counts as offset 0.</summary>
    public GCodeReader(Stream stream, bool leaveOpen = false)
        : this(new StreamByteSource(stream, leaveOpen)) { }

    /// <summary>Reads from an open file. Several readers may use one handle.</summary>
    public GCodeReader(SafeFileHandle handle, bool ownsHandle)
        : this(new FileByteSource(handle, ownsHandle)) { }

    /// <summary>The bytes of the command, valid until the next read or seek.</summary>
    public ReadOnlySpan<byte> Command => _command.Span;

    /// <summary><see cref="Command"/> for use across an await, valid until the next read or seek.</summary>
    public ReadOnlyMemory<byte> CommandMemory => _command;

    /// <summary>What was noticed while the command was cut out of its line.</summary>
    public CommandTraits Traits { get; private set; }

    /// <summary>The line of the command in the file, counted from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Where the line of the command begins, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Commands read so far, this one included: its number, counted from 1.</summary>
    public long CommandNumber { get; private set; }

    /// <summary>The place after the line of this command: reading from there gives the next one.</summary>
    public GCodePosition Next => new(_scanner.NextOffset, _scanner.NextLineNumber, CommandNumber);

    /// <summary>The place where the line of this command begins: reading from there gives it again.</summary>
    public GCodePosition Here => new(Offset, LineNumber, CommandNumber - 1);

    /// <summary>The line ends met so far.</summary>
    public LineEnds LineEnds => _scanner.LineEnds;

    /// <summary>Whether <see cref="Seek"/> can be used.</summary>
    public bool CanSeek => _source.CanSeek;

    /// <summary>Opens a plain G-code file. What else a file may be (gzip, UFP, binary), <c>GCodeFile</c> finds out.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static GCodeReader Open(string path) =>
        new(File.OpenHandle(path, options: FileOptions.Asynchronous | FileOptions.SequentialScan), ownsHandle: true);

    /// <summary>Goes to the next command.</summary>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="GCodeLineTooLongException">A line has more than 64 KiB.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken = default) =>
        TryRead() ? ValueTask.FromResult(true) : FillAndReadAsync(cancellationToken);

    /// <summary>Goes on from another place, as <see cref="Next"/> or <see cref="Here"/> gave it.</summary>
    /// <exception cref="NotSupportedException">The source can only be read forward.</exception>
    public void Seek(GCodePosition position)
    {
        if (!_source.CanSeek)
            throw new NotSupportedException("This source can only be read forward; read the G-code from a file.");
        _scanner.Restart(position.Offset, position.LineNumber);
        CommandNumber = position.CommandNumber;
        (_command, Traits, Offset, LineNumber) = (default, default, position.Offset, position.LineNumber);
    }

    /// <summary>Goes to the command with this number, counted from 1, by the nearest place of an index.</summary>
    /// <returns>False when the file has fewer commands.</returns>
    /// <exception cref="NotSupportedException">The source can only be read forward.</exception>
    public async ValueTask<bool> ReadAtAsync(
        LineIndex index,
        long commandNumber,
        CancellationToken cancellationToken = default
    )
    {
        Seek(index.Before(commandNumber));
        while (await ReadAsync(cancellationToken))
            if (CommandNumber >= commandNumber)
                return true;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private async ValueTask<bool> FillAndReadAsync(CancellationToken cancellationToken)
    {
        while (!_scanner.Exhausted)
        {
            _command = default;
            Memory<byte> free = _scanner.Free();
            _scanner.Filled(await _source.ReadAsync(_scanner.FillOffset, free, cancellationToken));
            if (TryRead())
                return true;
        }
        return false;
    }

    private bool TryRead()
    {
        while (_scanner.TryRead(out RawLine line))
        {
            CommandText.Slice slice = CommandText.Extract(_scanner.Bytes(line), _scratch, out CommandTraits traits);
            if (slice.Length == 0)
                continue;
            _command = slice.InScratch
                ? _scratch.AsMemory(slice.Start, slice.Length)
                : _scanner.Memory(line.Start + slice.Start, slice.Length);
            (Traits, LineNumber, Offset) = (traits, line.Number, line.Offset);
            CommandNumber++;
            return true;
        }
        return false;
    }
}
