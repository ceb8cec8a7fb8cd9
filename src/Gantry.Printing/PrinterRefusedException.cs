namespace Gantry.Printing;

/// <summary>A printer was asked for something that it cannot do now; the message says why and what to do.</summary>
public sealed class PrinterRefusedException : InvalidOperationException
{
    /// <summary>Makes the refusal.</summary>
    public PrinterRefusedException(string message)
        : base(message) { }
}
