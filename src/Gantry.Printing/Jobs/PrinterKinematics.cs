namespace Gantry.Printing.Jobs;

/// <summary>How a printer's motors move its head.</summary>
public enum PrinterKinematics
{
    /// <summary>Nobody said.</summary>
    Unknown,

    /// <summary>A motor or two for each axis, Z on its own; also CoreXY and its like, where only X and Y share theirs.</summary>
    IndependentZ,

    /// <summary>X, Y and Z share their motors: delta, SCARA, polar, CoreXZ. One axis cannot be homed alone.</summary>
    Coupled,
}
