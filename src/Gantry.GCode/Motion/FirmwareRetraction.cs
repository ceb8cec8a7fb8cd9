namespace Gantry.GCode.Motion;

/// <summary>What the firmware does on G10 and G11. The defaults are Marlin's (FWRETRACT).</summary>
/// <param name="Length">Filament pulled back, mm (M207 S).</param>
/// <param name="Feedrate">Speed of it, mm/s (M207 F).</param>
/// <param name="ZLift">The head goes up so much, mm (M207 Z).</param>
/// <param name="ExtraLength">Filament pushed forth over what was pulled back, mm (M208 S).</param>
/// <param name="RecoverFeedrate">Speed of it, mm/s (M208 F).</param>
public sealed record FirmwareRetraction(
    double Length = 3,
    double Feedrate = 45,
    double ZLift = 0,
    double ExtraLength = 0,
    double RecoverFeedrate = 8
);
