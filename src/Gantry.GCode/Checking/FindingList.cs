using System.Globalization;

namespace Gantry.GCode.Checking;

/// <summary>Counts where each kind occurs, and words the findings at the end.</summary>
internal sealed class FindingList(GCodeCheckOptions options)
{
    private readonly Dictionary<GCodeFindingKind, Seen> _seen = [];

    public void Add(GCodeFindingKind kind, GCodeSeverity severity, long line, string detail = "")
    {
        if (!_seen.TryGetValue(kind, out Seen? seen))
            _seen.Add(kind, seen = new Seen(severity, line, detail));
        seen.Count++;
        seen.Severity = (GCodeSeverity)Math.Max((int)seen.Severity, (int)severity);
    }

    public IReadOnlyList<GCodeFinding> ToFindings() =>
        [
            .. _seen
                .OrderByDescending(s => s.Value.Severity)
                .ThenBy(s => s.Key)
                .Select(s => new GCodeFinding(
                    s.Key,
                    s.Value.Severity,
                    Word(s.Key, s.Value),
                    s.Value.Line,
                    s.Value.Count
                )),
        ];

    private string Word(GCodeFindingKind kind, Seen seen)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"Line {seen.Line}");
        string more = seen.Count switch
        {
            1 => "",
            2 => " One more line is like it.",
            _ => string.Create(CultureInfo.InvariantCulture, $" {seen.Count - 1} more lines are like it."),
        };
        return kind switch
        {
            GCodeFindingKind.EmptyFile => "The file is empty. Export it again from the slicer.",
            GCodeFindingKind.NoCommands =>
                "The file is text, but holds not one G, M or T command. Export it again from the slicer.",
            GCodeFindingKind.Binary => $"G-code is text; this is {seen.Detail}.",
            GCodeFindingKind.LineTooLong => seen.Detail,
            GCodeFindingKind.CommandTooLong =>
                $"{where} needs {seen.Detail} characters with its line number and checksum; the firmware takes {options.MaxLineCharacters} and refuses more for ever. Shorten it.{more}",
            GCodeFindingKind.NotUtf8 =>
                $"{where} has a byte that is not UTF-8 ({seen.Detail}) in its command. Save the file as UTF-8, or take the character out.{more}",
            GCodeFindingKind.CommentsNotUtf8 =>
                $"{where} has a comment that is not UTF-8, perhaps Latin-1. Comments are never sent, so nothing is lost.{more}",
            GCodeFindingKind.NotAscii =>
                $"{where} has the character {seen.Detail} in its command, which no firmware knows. Take it out.{more}",
            GCodeFindingKind.ControlCharacters =>
                $"{where} has a control character ({seen.Detail}) in its command: the file is damaged or binary.{more}",
            GCodeFindingKind.CrLf => "Lines end in CR LF, as on Windows. That is fine.",
            GCodeFindingKind.Cr => "Lines end in a carriage return alone. That is fine.",
            GCodeFindingKind.Parentheses =>
                $"{where} has a comment in parentheses. It is left out: Marlin would read its words as parameters.{more}",
            GCodeFindingKind.Framed =>
                $"{where} carries a line number or a checksum of its own. They are replaced when the file is printed.{more}",
            GCodeFindingKind.SetsLineNumber =>
                $"{where} sets the firmware's line number (M110). It must not be sent within a print.{more}",
            GCodeFindingKind.ChangesMachine =>
                $"{where} has {seen.Detail}, which changes or stops the printer itself and not only this print. Take it out unless it is meant.{more}",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private sealed class Seen(GCodeSeverity severity, long line, string detail)
    {
        public GCodeSeverity Severity { get; set; } = severity;
        public long Line { get; } = line;
        public string Detail { get; } = detail;
        public long Count { get; set; }
    }
}
