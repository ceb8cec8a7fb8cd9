namespace Gantry.Server;

/// <summary>The server cannot be started; the message says why and what to do.</summary>
public sealed class ServerException(string message, Exception? inner = null) : Exception(message, inner);
