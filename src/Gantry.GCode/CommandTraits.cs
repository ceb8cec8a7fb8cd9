namespace Gantry.GCode;

/// <summary>What was noticed while a command was cut out of its line.</summary>
[Flags]
public enum CommandTraits
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>The command is M110: it sets the firmware's line number, which belongs to the sender alone.</summary>
    SetsLineNumber = 1,

    /// <summary>The line carried a line number or a checksum of its own; both were taken off.</summary>
    WasFramed = 2,

    /// <summary>
    /// The line carried a comment in parentheses; it was taken off. Marlin 2 does not know such comments by default and
    /// would read the words inside as parameters.
    /// </summary>
    HadParentheses = 4,
}
