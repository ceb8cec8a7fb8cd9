namespace Gantry.Firmware.Detection;

/// <summary>What a device seems to be, in words for a person.</summary>
/// <param name="Kind">What it seems to be.</param>
/// <param name="What">A sentence that says so.</param>
/// <param name="Advice">A sentence that says what to do.</param>
/// <param name="Heard">The beginning of what it said, cleaned; empty when it was silent or no text.</param>
public sealed record DeviceGuess(DeviceKind Kind, string What, string Advice, string Heard);
