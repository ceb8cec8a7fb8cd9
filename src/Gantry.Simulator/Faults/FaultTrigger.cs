namespace Gantry.Simulator.Faults;

/// <summary>When a fault strikes: after so many executed commands, or at a time since the start.</summary>
/// <param name="Commands">Executed commands, or null when the time counts.</param>
/// <param name="Time">Time since the simulator's start, in the host's time.</param>
internal readonly record struct FaultTrigger(long? Commands, TimeSpan Time);
