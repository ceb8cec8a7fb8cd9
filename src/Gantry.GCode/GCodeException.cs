namespace Gantry.GCode;

/// <summary>A file is not what a G-code file must be. The message says what came, what was expected and what to do.</summary>
public class GCodeException : Exception
{
    /// <summary>Creates the exception with the sentence for the user.</summary>
    public GCodeException(string message)
        : base(message) { }

    /// <summary>Creates the exception with the sentence for the user and what lay beneath.</summary>
    public GCodeException(string message, Exception? inner)
        : base(message, inner) { }
}
