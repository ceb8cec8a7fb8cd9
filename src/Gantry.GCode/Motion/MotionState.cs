namespace Gantry.GCode.Motion;

/// <summary>Where the head stands by the commands read so far, and how coordinates are meant.</summary>
internal sealed class MotionState
{
    /// <summary>Machine coordinates of X, Y and Z in mm; E counts all filament of all tools, retractions subtracted.</summary>
    public AxisValues Position;

    /// <summary>What the file calls the position: machine coordinates and this differ by what G92 said.</summary>
    public AxisValues Offset;

    /// <summary>The file's own E coordinate, mm (or mm³ after M200 D).</summary>
    public double E;

    public bool Relative;
    public bool RelativeE;

    /// <summary>G90 leaves the extruder's mode alone.</summary>
    public bool SeparateExtruder;

    /// <summary>Millimetres in a unit: 1, or 25.4 after G20.</summary>
    public double Unit = 1;

    /// <summary>Speed of moves, mm/s, before M220.</summary>
    public double Feedrate = 25;

    public double FeedrateFactor = 1;
    public double FlowFactor = 1;

    /// <summary>Millimetres of filament for a unit of E: 1, or the inverse of its cross-section after M200 D.</summary>
    public double FilamentPerE = 1;

    public int Tool;
    public bool Retracted;
}
