using System.Globalization;

namespace Gantry.GCode;

/// <summary>A line is longer than any G-code line: the file is not G-code, or damaged.</summary>
public sealed class GCodeLineTooLongException : GCodeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="lineNumber">The line, counted from 1.</param>
    /// <param name="offset">Where the line begins, in bytes.</param>
    /// <param name="limit">The most bytes that a line may have.</param>
    public GCodeLineTooLongException(long lineNumber, long offset, int limit)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Line {lineNumber} (from byte {offset}) has more than {limit} bytes. No G-code line is that long: the file is binary or damaged. Export it again from the slicer."
            )
        )
    {
        LineNumber = lineNumber;
        Offset = offset;
        Limit = limit;
    }

    /// <summary>The line, counted from 1.</summary>
    public long LineNumber { get; }

    /// <summary>Where the line begins, in bytes.</summary>
    public long Offset { get; }

    /// <summary>The most bytes that a line may have.</summary>
    public int Limit { get; }
}
