namespace Gantry.Printing.Jobs;

/// <summary>Sorts what firmware or a profile calls a printer's kinematics.</summary>
public static class KinematicsNames
{
    /// <summary>Understands a name, as M115's KINEMATICS gives it; what is not known is <see cref="PrinterKinematics.Unknown"/>.</summary>
    public static PrinterKinematics Parse(string name) =>
        name.Trim().ToUpperInvariant() switch
        {
            "CARTESIAN" or "COREXY" or "COREYX" or "MARKFORGED_XY" or "MARKFORGED_YX" or "HBOT" or "HYBRID_COREXY" =>
                PrinterKinematics.IndependentZ,
            "DELTA"
            or "SCARA"
            or "MORGAN_SCARA"
            or "MP_SCARA"
            or "AXEL_TPARA"
            or "POLAR"
            or "POLARGRAPH"
            or "COREXZ"
            or "COREZX"
            or "COREYZ"
            or "COREZY" => PrinterKinematics.Coupled,
            _ => PrinterKinematics.Unknown,
        };
}
