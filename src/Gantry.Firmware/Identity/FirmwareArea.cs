namespace Gantry.Firmware.Identity;

/// <summary>How far the axes reach, in mm, as <c>area:{full:…}</c> of M115 says (M115_GEOMETRY_REPORT).</summary>
public readonly record struct FirmwareArea(
    double MinX,
    double MinY,
    double MinZ,
    double MaxX,
    double MaxY,
    double MaxZ
);
