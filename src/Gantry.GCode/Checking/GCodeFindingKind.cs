namespace Gantry.GCode.Checking;

/// <summary>What the check before a print can find in a file.</summary>
public enum GCodeFindingKind
{
    /// <summary>The file has no byte.</summary>
    EmptyFile,

    /// <summary>The file is text, but holds not one G, M or T command.</summary>
    NoCommands,

    /// <summary>The file is not text.</summary>
    Binary,

    /// <summary>A line is longer than any G-code line.</summary>
    LineTooLong,

    /// <summary>A command does not fit the firmware's line buffer.</summary>
    CommandTooLong,

    /// <summary>A command holds bytes that are not UTF-8.</summary>
    NotUtf8,

    /// <summary>Comments hold bytes that are not UTF-8. Comments are never sent.</summary>
    CommentsNotUtf8,

    /// <summary>A command other than a text for the display holds characters beyond ASCII.</summary>
    NotAscii,

    /// <summary>A command holds control characters.</summary>
    ControlCharacters,

    /// <summary>Lines end in CR LF.</summary>
    CrLf,

    /// <summary>Lines end in CR alone.</summary>
    Cr,

    /// <summary>Commands hold comments in parentheses, which are left out.</summary>
    Parentheses,

    /// <summary>Commands carry line numbers or checksums, which are replaced by the sender's own.</summary>
    Framed,

    /// <summary>M110 would set the firmware's line number; it is left out.</summary>
    SetsLineNumber,

    /// <summary>A command changes the printer itself, for all prints that come after: its settings, its firmware, its card.</summary>
    ChangesMachine,
}
