namespace Gantry.Cli;

/// <summary>Nothing can be written where the user wants it; the message says why.</summary>
internal sealed class CannotCreateException(string message) : Exception(message);
