namespace Gantry.GCode.Containers;

/// <summary>A file that G-code should come out of is damaged, of a kind that is not opened, or unpacks to too much.</summary>
public sealed class GCodeContainerException : GCodeException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="kind">What the file is.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="inner">What lay beneath.</param>
    public GCodeContainerException(ContentKind kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What the file is.</summary>
    public ContentKind Kind { get; }
}
