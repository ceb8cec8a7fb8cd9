namespace Gantry.Simulator.Faults;

/// <summary>One thing that happens once.</summary>
/// <param name="Kind">What.</param>
/// <param name="Trigger">When.</param>
/// <param name="Duration">How long, where that matters.</param>
/// <param name="Heater">Which heater: <c>E0</c>, <c>E1</c> …, <c>bed</c> or <c>chamber</c>, where that matters.</param>
/// <param name="Bytes">How much, where that matters.</param>
internal sealed record TimedFault(
    FaultKind Kind,
    FaultTrigger Trigger,
    TimeSpan Duration = default,
    string Heater = "E0",
    long Bytes = 0
);
