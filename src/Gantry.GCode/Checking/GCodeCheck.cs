using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Gantry.GCode.Containers;
using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Checking;

/// <summary>
/// Looks through a whole file before it is printed, in one pass and constant memory, and says what speaks against it.
/// </summary>
public sealed class GCodeCheck
{
    private readonly GCodeCheckOptions _options;
    private readonly LineScanner _scanner;
    private readonly byte[] _scratch;
    private readonly FindingList _findings;
    private readonly LineIndex _index = new();
    private readonly HeatTargets _heat = new();
    private long _commands;
    private long _lines;
    private bool _coded;

    private GCodeCheck(GCodeCheckOptions options)
    {
        _options = options;
        _scanner = new LineScanner(options.MaxLineBytes);
        _scratch = new byte[options.MaxLineBytes];
        _findings = new FindingList(options);
    }

    /// <summary>Checks an open file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<GCodeCheckResult> RunAsync(
        SafeFileHandle file,
        GCodeCheckOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var source = new FileByteSource(file, ownsHandle: false);
        return await new GCodeCheck(options ?? new GCodeCheckOptions()).RunAsync(source, cancellationToken);
    }

    /// <summary>Checks what a stream holds from its present position on.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<GCodeCheckResult> RunAsync(
        Stream stream,
        GCodeCheckOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using var source = new StreamByteSource(stream, leaveOpen: true);
        return await new GCodeCheck(options ?? new GCodeCheckOptions()).RunAsync(source, cancellationToken);
    }

    /// <summary>Checks the G-code of a file of any kind; lines and offsets are those of the unpacked text.</summary>
    /// <exception cref="GCodeContainerException">The file is damaged inside.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<GCodeCheckResult> RunAsync(
        GCodeFile file,
        GCodeCheckOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        using ByteSource source = file.CreateSource();
        return await new GCodeCheck(options ?? new GCodeCheckOptions()).RunAsync(source, cancellationToken);
    }

    private async Task<GCodeCheckResult> RunAsync(ByteSource source, CancellationToken cancellationToken)
    {
        bool readable = true;
        while (readable && !_scanner.Exhausted)
        {
            Memory<byte> free = _scanner.Free();
            long offset = _scanner.FillOffset;
            int count = await source.ReadAsync(offset, free, cancellationToken);
            readable = offset > 0 || LooksLikeGCode(free.Span[..count]);
            _scanner.Filled(count);
            readable = readable && CheckLines();
        }
        if (readable && !_coded)
            _findings.Add(GCodeFindingKind.NoCommands, GCodeSeverity.Error, 0);
        AddLineEnds();
        return new GCodeCheckResult(
            _findings.ToFindings(),
            _commands,
            _lines,
            _scanner.FillOffset,
            _scanner.LineEnds,
            _index
        )
        {
            Heat = _heat,
        };
    }

    private bool LooksLikeGCode(ReadOnlySpan<byte> firstChunk)
    {
        ContentKind kind = ContentSniffer.Detect(firstChunk[..Math.Min(firstChunk.Length, ContentSniffer.HeadBytes)]);
        if (kind == ContentKind.Text)
            return true;
        if (kind == ContentKind.Empty)
            _findings.Add(GCodeFindingKind.EmptyFile, GCodeSeverity.Error, 0);
        else
            _findings.Add(GCodeFindingKind.Binary, GCodeSeverity.Error, 0, ContentSniffer.Describe(kind));
        return false;
    }

    private bool CheckLines()
    {
        try
        {
            while (_scanner.TryRead(out RawLine line))
                CheckLine(line);
            return true;
        }
        catch (GCodeLineTooLongException e)
        {
            _findings.Add(GCodeFindingKind.LineTooLong, GCodeSeverity.Error, e.LineNumber, e.Message);
            return false;
        }
    }

    private void CheckLine(in RawLine line)
    {
        _lines++;
        ReadOnlySpan<byte> text = _scanner.Bytes(line);
        CommandText.Slice slice = CommandText.Extract(text, _scratch, out CommandTraits traits);
        ReadOnlySpan<byte> rest = slice.InScratch ? default : text[(slice.Start + slice.Length)..];
        if (rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && !Utf8.IsValid(rest))
            _findings.Add(GCodeFindingKind.CommentsNotUtf8, GCodeSeverity.Note, line.Number);
        if (slice.Length == 0)
            return;
        _index.Add(new GCodePosition(line.Offset, line.Number, _commands));
        _commands++;
        CheckCommand(
            slice.InScratch ? _scratch.AsSpan(slice.Start, slice.Length) : text.Slice(slice.Start, slice.Length),
            line.Number
        );
        if (traits != CommandTraits.None)
            NoteTraits(traits, line.Number);
    }

    private void CheckCommand(ReadOnlySpan<byte> command, long line)
    {
        _coded |=
            command.Length > 1 && (command[0] & ~0x20) is 'G' or 'M' or 'T' && char.IsAsciiDigit((char)command[1]);
        // "N", the number, the command, "*" and up to three digits of checksum; no space is needed after the number.
        long number = _options.FirstLineNumber + _commands - 1 + _options.ReservedLineNumbers;
        int length = 1 + CountDigits(number) + command.Length + 4;
        if (length > _options.MaxLineCharacters)
            _findings.Add(
                GCodeFindingKind.CommandTooLong,
                GCodeSeverity.Error,
                line,
                length.ToString(CultureInfo.InvariantCulture)
            );
        int odd = command.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E);
        if (odd >= 0)
            CheckOddBytes(command, line);
        _heat.Take(command);
        if (MachineCommands.Find(command) is { } machine)
            _findings.Add(GCodeFindingKind.ChangesMachine, GCodeSeverity.Warning, line, machine);
    }

    private void CheckOddBytes(ReadOnlySpan<byte> command, long line)
    {
        bool text = CommandText.HoldsText(command);
        ReadOnlySpan<byte> rest = command;
        for (int odd; (odd = rest.IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E)) >= 0; rest = rest[(odd + 1)..])
        {
            byte b = rest[odd];
            if (b == 0x09)
                continue;
            if (b < 0x80)
                Add(GCodeFindingKind.ControlCharacters, GCodeSeverity.Error, line, b);
            else if (!Utf8.IsValid(command))
                Add(GCodeFindingKind.NotUtf8, text ? GCodeSeverity.Warning : GCodeSeverity.Error, line, b);
            else if (!text)
                AddNotAscii(rest[odd..], line);
            return;
        }
    }

    private void Add(GCodeFindingKind kind, GCodeSeverity severity, long line, byte value) =>
        _findings.Add(kind, severity, line, string.Create(CultureInfo.InvariantCulture, $"0x{value:X2}"));

    private void AddNotAscii(ReadOnlySpan<byte> text, long line)
    {
        _ = Rune.DecodeFromUtf8(text, out Rune rune, out _);
        string name = string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
        if (Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune) || Rune.IsPunctuation(rune))
            name = $"{rune} ({name})";
        _findings.Add(GCodeFindingKind.NotAscii, GCodeSeverity.Error, line, name);
    }

    private void NoteTraits(CommandTraits traits, long line)
    {
        if (traits.HasFlag(CommandTraits.HadParentheses))
            _findings.Add(GCodeFindingKind.Parentheses, GCodeSeverity.Note, line);
        if (traits.HasFlag(CommandTraits.WasFramed))
            _findings.Add(GCodeFindingKind.Framed, GCodeSeverity.Note, line);
        if (traits.HasFlag(CommandTraits.SetsLineNumber))
            _findings.Add(GCodeFindingKind.SetsLineNumber, GCodeSeverity.Warning, line);
    }

    private void AddLineEnds()
    {
        if (_scanner.LineEnds.HasFlag(LineEnds.CrLf))
            _findings.Add(GCodeFindingKind.CrLf, GCodeSeverity.Note, 0);
        if (_scanner.LineEnds.HasFlag(LineEnds.Cr))
            _findings.Add(GCodeFindingKind.Cr, GCodeSeverity.Note, 0);
    }

    private static int CountDigits(long number)
    {
        int digits = 1;
        for (; number >= 10; number /= 10)
            digits++;
        return digits;
    }
}
