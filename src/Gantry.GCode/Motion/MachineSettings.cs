namespace Gantry.GCode.Motion;

/// <summary>
/// What decides how long moves take on a printer: the settings that Marlin reports with M503, and a few of its build.
/// Lengths in mm, speeds in mm/s, accelerations in mm/s², times in seconds.
/// </summary>
public sealed record MachineSettings
{
    /// <summary>Marlin 2.1 as it comes, for a RAMPS board: the machine "ramps" of tests/data/durations.</summary>
    public static MachineSettings Marlin { get; } = new();

    /// <summary>Marlin 2.1 with the Ender-3 Pro configuration: the machine "ender" of tests/data/durations.</summary>
    public static MachineSettings Ender3 { get; } =
        new()
        {
            MaxFeedrate = new(500, 500, 5, 25),
            MaxAcceleration = new(500, 500, 100, 5000),
            PrintAcceleration = 500,
            RetractAcceleration = 500,
            TravelAcceleration = 500,
            JunctionDeviation = 0.08,
            StepsPerMm = new(80, 80, 400, 93),
            LinearAdvance = 0.22,
        };

    /// <summary>The highest speed of each axis (M203).</summary>
    public AxisValues MaxFeedrate { get; init; } = new(300, 300, 5, 25);

    /// <summary>The highest acceleration of each axis (M201).</summary>
    public AxisValues MaxAcceleration { get; init; } = new(3000, 3000, 100, 10000);

    /// <summary>Acceleration of moves that extrude (M204 P).</summary>
    public double PrintAcceleration { get; init; } = 3000;

    /// <summary>Acceleration of moves of the filament alone (M204 R).</summary>
    public double RetractAcceleration { get; init; } = 3000;

    /// <summary>Acceleration of moves that do not extrude (M204 T).</summary>
    public double TravelAcceleration { get; init; } = 3000;

    /// <summary>Junction deviation (M205 J); 0 for classic jerk.</summary>
    public double JunctionDeviation { get; init; } = 0.013;

    /// <summary>The change of speed that each axis may make at once (M205 X Y Z E), used without junction deviation.</summary>
    public AxisValues MaxJerk { get; init; } = new(10, 10, 0.3, 5);

    /// <summary>
    /// The least time of a move while the planner runs low (M205 B): moves are stretched towards it. 0 switches it off.
    /// </summary>
    public double MinSegmentSeconds { get; init; } = 0.02;

    /// <summary>The lowest speed of a move that extrudes (M205 S).</summary>
    public double MinFeedrate { get; init; }

    /// <summary>The lowest speed of a move that does not extrude (M205 T).</summary>
    public double MinTravelFeedrate { get; init; }

    /// <summary>Steps of each axis for a millimetre (M92).</summary>
    public AxisValues StepsPerMm { get; init; } = new(80, 80, 400, 500);

    /// <summary>Linear advance (M900 K), which limits the acceleration of thick lines; 0 when off.</summary>
    public double LinearAdvance { get; init; }

    /// <summary>Blocks in the planner's ring; one of them always stays free (BLOCK_BUFFER_SIZE).</summary>
    public int PlannerBlocks { get; init; } = 16;

    /// <summary>
    /// How long Marlin waits for more moves when the first one comes to an idle planner (BLOCK_DELAY_FOR_1ST_MOVE).
    /// </summary>
    public double FirstBlockDelay { get; init; } = 0.1;

    /// <summary>
    /// The processor's time to read and plan one move: on a 16 MHz AVR, 206 moves a second were measured without the
    /// stretching of short moves (the protocol measurements, §7). A 32-bit board needs about a tenth of that.
    /// </summary>
    public double PlanningSeconds { get; init; } = 1 / 206.0;

    /// <summary>The longest piece that an arc is cut into (MM_PER_ARC_SEGMENT).</summary>
    public double ArcSegment { get; init; } = 1;

    /// <summary>What G10 pulls back and G11 pushes forth (M207, M208).</summary>
    public FirmwareRetraction Retraction { get; init; } = new();

    /// <summary>Where the head stands after G28.</summary>
    public AxisValues Home { get; init; }

    /// <summary>How long G28 takes; the estimates leave it out when 0.</summary>
    public double HomingSeconds { get; init; }

    /// <summary>How long a change of tool takes.</summary>
    public double ToolChangeSeconds { get; init; }

    /// <summary>
    /// Whether G90 makes extrusion absolute, as in Marlin 2. In Klipper, RepRapFirmware and Prusa's firmware G90 and G91
    /// do not touch the extruder.
    /// </summary>
    public bool G90SetsExtruder { get; init; } = true;
}
