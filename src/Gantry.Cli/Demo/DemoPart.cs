namespace Gantry.Cli.Demo;

/// <summary>A part of the demo: a wall of so many corners, layer on layer.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Material">The material.</param>
/// <param name="Corners">4 for a box, many for something round.</param>
/// <param name="RadiusMm">From the middle to a corner.</param>
/// <param name="HeightMm">How high.</param>
/// <param name="TwistDegrees">How far the whole turns round from bottom to top.</param>
/// <param name="Tag">A tag for the library.</param>
internal sealed record DemoPart(
    string Name,
    string Material,
    int Corners,
    double RadiusMm,
    double HeightMm,
    double TwistDegrees,
    string Tag
)
{
    /// <summary>From some minutes to half an hour each, at the pace of the demo's printers.</summary>
    public static IReadOnlyList<DemoPart> All { get; } =
    [
        new("calibration-cube.gcode", "PLA", 4, 14, 20, 0, "calibration"),
        new("twisted-vase.gcode", "PLA", 6, 28, 60, 120, "gifts"),
        new("pencil-cup.gcode", "PETG", 48, 35, 50, 0, "office"),
        new("hex-spacer.gcode", "PETG", 6, 9, 12, 0, "spares"),
        new("cable-drum.gcode", "PLA", 64, 24, 30, 0, "office"),
        new("drill-guide.gcode", "ABS", 8, 18, 25, 0, "spares"),
    ];
}
