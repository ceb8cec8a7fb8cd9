namespace Gantry.Simulator.Faults;

/// <summary>A fault plan could not be read. The message names the item, what was expected, and an example.</summary>
public sealed class FaultSyntaxException(string message) : FormatException(message);
