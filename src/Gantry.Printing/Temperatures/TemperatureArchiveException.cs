namespace Gantry.Printing.Temperatures;

/// <summary>A kept history of temperatures cannot be read.</summary>
public sealed class TemperatureArchiveException(string message, Exception? inner = null) : Exception(message, inner);
