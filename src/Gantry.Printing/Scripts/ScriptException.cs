namespace Gantry.Printing.Scripts;

/// <summary>A script that cannot be kept: a placeholder that is not known, or a line that could harm.</summary>
/// <param name="line">The line, counted from 1; 0 for the whole script.</param>
/// <param name="problem">What is wrong, and what to write instead.</param>
public sealed class ScriptException(int line, string problem)
    : Exception(line == 0 ? problem : $"Line {line} of the script: {problem}")
{
    /// <summary>The line, counted from 1; 0 for the whole script.</summary>
    public int Line { get; } = line;
}
