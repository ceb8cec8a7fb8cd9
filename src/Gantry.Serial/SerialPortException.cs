namespace Gantry.Serial;

/// <summary>A port could not be opened, set, or came to an end. The message says what to do about it.</summary>
public sealed class SerialPortException : IOException
{
    /// <summary>Makes the error with its kind and a sentence for the user.</summary>
    public SerialPortException(SerialError error, string message, Exception? inner = null)
        : base(message, inner)
    {
        Error = error;
    }

    /// <summary>The kind of trouble, for exit codes and decisions.</summary>
    public SerialError Error { get; }
}
