namespace Gantry.Simulator.Hosting;

/// <summary>A simulator cannot start as it was asked to. The message says what is in the way and what to do.</summary>
public sealed class SimulatorException(string message, Exception? inner = null) : Exception(message, inner);
