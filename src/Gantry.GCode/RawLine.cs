namespace Gantry.GCode;

/// <summary>A line as it stands in the scanner's buffer, without its line end.</summary>
/// <param name="Start">Index of the first byte in the buffer.</param>
/// <param name="Length">Bytes without the line end.</param>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="Offset">Where the line begins in the file.</param>
internal readonly record struct RawLine(int Start, int Length, long Number, long Offset);
