using Gantry.Firmware;

namespace Gantry.Printing;

/// <summary>A link at one moment.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Next">The number of the next line.</param>
/// <param name="Acknowledged">The last acknowledged line.</param>
/// <param name="InFlight">Lines on their way.</param>
/// <param name="Window">The room that the firmware has.</param>
/// <param name="WindowIsOpen">False while errors on the link force one line at a time.</param>
/// <param name="IsHeating">Whether a command is under way that waits for a heater: the firmware takes up nothing else before its end.</param>
/// <param name="TakesNumbers">Whether the firmware checks line numbers: without that there is no exact resume.</param>
/// <param name="Resends">Times that sending went back to an earlier line.</param>
/// <param name="OksLost">Acknowledgements that never came.</param>
/// <param name="OksUnexpected">Acknowledgements that belonged to nothing.</param>
public sealed record LinkSnapshot(
    LinkPhase Phase,
    long Next,
    long Acknowledged,
    int InFlight,
    WindowSize Window,
    bool WindowIsOpen,
    bool IsHeating,
    bool TakesNumbers,
    long Resends,
    long OksLost,
    long OksUnexpected
);
