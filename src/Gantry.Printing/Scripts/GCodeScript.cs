using System.Text;
using Gantry.GCode.Checking;

namespace Gantry.Printing.Scripts;

/// <summary>
/// G-code that runs at an occasion, with placeholders of a fixed set between double braces. A line is left out while one of its
/// placeholders stands for nothing. Immutable.
/// </summary>
public sealed class GCodeScript
{
    /// <summary>The longest script, in characters.</summary>
    public const int MostCharacters = 16 * 1024;

    /// <summary>The most commands in a script.</summary>
    public const int MostLines = 500;

    /// <summary>
    /// The longest command, in bytes: of the 95 that Marlin takes, line number and checksum need up to 13.
    /// </summary>
    public const int MostCommandBytes = 82;

    private readonly IReadOnlyList<ScriptLine> _lines;

    private GCodeScript(string text, IReadOnlyList<ScriptLine> lines) => (Text, _lines) = (text, lines);

    /// <summary>A script that does nothing.</summary>
    public static GCodeScript Empty { get; } = Parse("");

    /// <summary>The script as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it has no command.</summary>
    public bool IsEmpty => _lines.Count == 0;

    /// <summary>How hot its own numbers make a printer; those of placeholders are kept within the printer's limits elsewhere.</summary>
    public HeatTargets Heat
    {
        get
        {
            var heat = new HeatTargets();
            foreach (ScriptLine line in _lines)
                heat.Take(
                    Encoding.UTF8.GetBytes(string.Concat(line.Parts.Select(p => p.Placeholder is null ? p.Text : " ")))
                );
            return heat;
        }
    }

    /// <summary>Understands a script. Comments (<c>;</c>) and empty lines are allowed.</summary>
    /// <exception cref="ScriptException">It cannot be kept; the message says which line, and what to write instead.</exception>
    public static GCodeScript Parse(string text) => new(text, ScriptParser.Parse(text));

    /// <summary>The commands to send, each of at most <see cref="MostCommandBytes"/> bytes of UTF-8, in one line.</summary>
    public IReadOnlyList<string> Expand(ScriptValues values) => [.. _lines.SelectMany(l => l.Expand(values))];
}
