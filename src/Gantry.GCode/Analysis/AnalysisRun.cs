using Gantry.GCode.Containers;
using Gantry.GCode.Words;

namespace Gantry.GCode.Analysis;

/// <summary>One pass over the bytes of a file, in constant memory.</summary>
internal sealed class AnalysisRun
{
    private readonly AnalysisOptions _options;
    private readonly LineScanner _scanner = new();
    private readonly byte[] _scratch = new byte[LineScanner.DefaultMaxLineBytes];
    private readonly GCodeCommand _command = new();
    private readonly MotionSurvey _motion;
    private readonly CommentSurvey _comments;
    private readonly TemperatureSurvey _temperatures = new(isShared: false);
    private readonly TemperatureSurvey _sharedHotend = new(isShared: true);
    private long _lines;
    private long _commands;
    private long _codedCommands;
    private long _printedCommands;
    private int _printedTool = -1;
    private double _firstRemaining;

    public AnalysisRun(AnalysisOptions options)
    {
        _options = options;
        _motion = new MotionSurvey(options.Machine);
        _comments = new CommentSurvey(_motion, options.Thumbnails);
    }

    /// <summary>Takes a setting from outside the G-code.</summary>
    public void AddSetting(string key, string value) => _comments.Settings.Add(key, value);

    /// <summary>Takes a picture from outside the G-code.</summary>
    public void AddThumbnail(ReadOnlySpan<byte> data)
    {
        if (_options.Thumbnails)
            _comments.Thumbnails.Add(data);
    }

    /// <summary>Reads a source from its beginning to its end.</summary>
    public async Task ReadAsync(ByteSource source, CancellationToken cancellationToken)
    {
        while (!_scanner.Exhausted)
        {
            Memory<byte> free = _scanner.Free();
            _scanner.Filled(await source.ReadAsync(_scanner.FillOffset, free, cancellationToken));
            while (_scanner.TryRead(out RawLine line))
                ReadLine(_scanner.Bytes(line));
        }
    }

    public GCodeAnalysis Finish(ContentKind content)
    {
        if (_printedCommands > 0)
            NoteTemperatures(firstLayer: false);
        CountPrinted();
        var builder = new AnalysisBuilder(_comments, _motion, _temperatures, _sharedHotend);
        var analysis = new GCodeAnalysis
        {
            Content = content,
            Slicer = builder.Slicer(),
            Flavor = builder.Flavor(),
            PrinterModel = builder.PrinterModel(),
            Bytes = _scanner.FillOffset,
            Lines = _lines,
            Commands = _commands,
            CodedCommands = _codedCommands,
            SlicerSeconds = builder.SlicerSeconds(_firstRemaining) is { } seconds ? Math.Round(seconds, 2) : null,
            EstimatedSeconds = _motion.Finish(),
            Filament = builder.Filament(),
            PrintBounds = _motion.Prints,
            MoveBounds = _motion.Moves,
            FirstLayerBounds = _motion.FirstLayer,
            Layers = builder.Layers(),
            Temperatures = builder.Temperatures(),
            Tools = [.. _motion.Tools],
            NozzleDiameters = builder.Nozzles(),
            Objects = _comments.Objects.Names,
            Thumbnails = _comments.Thumbnails.Thumbnails,
            Settings = _comments.Settings.Settings,
            SettingsCut = _comments.Settings.Cut,
            Findings = [],
        };
        return _options.Limits is { } limits
            ? analysis with
            {
                Findings = LimitsCheck.Run(analysis, limits),
            }
            : analysis;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        _lines++;
        if (line.Length > 0 && line[0] == (byte)';')
        {
            _comments.Read(line[1..]);
            return;
        }
        CommandText.Slice slice = CommandText.Extract(line, _scratch, out _);
        if (slice.Length > 0)
            ReadCommand(
                slice.InScratch ? _scratch.AsSpan(slice.Start, slice.Length) : line.Slice(slice.Start, slice.Length)
            );
        else if (line.IndexOf((byte)';') is >= 0 and int semicolon)
            _comments.Read(line[(semicolon + 1)..]);
    }

    private void ReadCommand(ReadOnlySpan<byte> text)
    {
        _commands++;
        if (_comments.Thumbnails.Inside)
            _comments.Thumbnails.Abort();
        if (!_command.Parse(text))
        {
            _comments.Objects.ReadNamed(text);
            return;
        }
        if (_command.Letter is 'G' or 'M' or 'T')
            _codedCommands++;
        _motion.Execute(_command);
        if (_motion.Printed)
            OnPrinted();
        if (_command.Letter == 'M')
            ReadMachineCommand(text);
    }

    private void ReadMachineCommand(ReadOnlySpan<byte> text)
    {
        switch (_command.Code)
        {
            case 104 or 109 or 140 or 190 or 141 or 191:
                // Whatever was printed until now was printed at the targets that now change.
                if (_printedCommands > 0)
                    NoteTemperatures(_motion.Layers.InFirst);
                CountPrinted();
                _temperatures.Execute(_command, _motion.Tool);
                _sharedHotend.Execute(_command, _motion.Tool);
                break;
            case 73 when _firstRemaining == 0 && _command.TryGet('R', out double minutes):
                _firstRemaining = minutes * 60;
                break;
            case 486:
                _comments.Objects.ReadM486(text[_command.ArgumentStart..]);
                break;
        }
    }

    private void OnPrinted()
    {
        if (_printedCommands > 0 && _printedTool == _motion.Tool)
        {
            _printedCommands++;
            return;
        }
        CountPrinted();
        (_printedTool, _printedCommands) = (_motion.Tool, 1);
        NoteTemperatures(_motion.Layers.InFirst);
    }

    /// <summary>The targets that are in force, of the tool that printed last.</summary>
    private void NoteTemperatures(bool firstLayer)
    {
        _temperatures.OnPrinting(_printedTool, firstLayer);
        _sharedHotend.OnPrinting(_printedTool, firstLayer);
    }

    /// <summary>Ends a stretch that was printed with one tool at the same targets.</summary>
    private void CountPrinted()
    {
        if (_printedCommands > 0)
            _sharedHotend.Count(_printedTool, _motion.Layers.InFirst, _printedCommands);
        _printedCommands = 0;
    }
}
