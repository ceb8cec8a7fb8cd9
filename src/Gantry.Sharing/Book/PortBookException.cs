namespace Gantry.Sharing.Book;

/// <summary>The port book cannot be read, written, or changed as asked; the message says what to do.</summary>
public sealed class PortBookException(string message, Exception? inner = null) : Exception(message, inner);
