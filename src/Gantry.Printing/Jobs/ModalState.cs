using Gantry.Firmware.Temperatures;
using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Printing.Jobs;

/// <summary>
/// How a printer stands after the commands that were sent to it: where, how fast, how hot, and how it will understand the next
/// command. That is what a pause must keep and a resume restore. It follows Marlin 2, allocates nothing for a command, and can
/// be copied. Not thread-safe: it has one owner.
/// </summary>
public sealed partial class ModalState
{
    /// <summary>Fans that are told apart; Marlin has up to 8.</summary>
    public const int MostFans = 8;

    /// <summary>No coordinate or speed is taken for more, so that sums stay finite.</summary>
    private const double Highest = 1e9;

    private readonly bool _g90SetsExtruder;
    private readonly AxisValues? _home;
    private readonly GCodeCommand _command = new();
    private readonly double[] _hotends = new double[HeaterId.MostHotends];
    private readonly double[] _fans = new double[MostFans];
    private readonly double[] _flow = new double[HeaterId.MostHotends];
    private readonly StickySettings _settings = new();
    private double _savedFeedratePercent = 100;

    /// <summary>The state of a printer of which nothing is known yet.</summary>
    /// <param name="g90SetsExtruder">
    /// Whether G90 and G91 set the extruder's mode, too: so in Marlin 2, not so in Klipper, RepRapFirmware, Prusa's firmware.
    /// </param>
    /// <param name="home">Where the head is after homing, mm; null when that is not known.</param>
    public ModalState(bool g90SetsExtruder = true, AxisValues? home = null)
    {
        _g90SetsExtruder = g90SetsExtruder;
        _home = home;
        Reset();
    }

    /// <summary>
    /// Where the head is, in the coordinates that commands name, as M114 would say: X, Y, Z in mm, E in mm (or mm³ after M200).
    /// An axis that is not in <see cref="Known"/> is meaningless.
    /// </summary>
    public AxisValues Position { get; private set; }

    /// <summary>
    /// What G92 has shifted: coordinates of the commands less those of the machine, mm. Known only for axes that are not in
    /// <see cref="Shifted"/>, or whose position was known when they were shifted.
    /// </summary>
    public AxisValues Shift { get; private set; }

    /// <summary>The axes whose coordinates are not those of the machine, or may not be, because of G92.</summary>
    public AxisSet Shifted { get; private set; }

    /// <summary>The axes whose position follows from the commands.</summary>
    public AxisSet Known { get; private set; }

    /// <summary>The axes that were homed, and whose motors were not switched off since.</summary>
    public AxisSet Homed { get; private set; }

    /// <summary>Whether coordinates of X, Y and Z are relative (G91).</summary>
    public bool IsRelative { get; private set; }

    /// <summary>Whether extrusion is relative (M83).</summary>
    public bool IsExtruderRelative { get; private set; }

    /// <summary>Whether lengths are in inches (G20). What this class tells is in mm all the same.</summary>
    public bool IsInInches { get; private set; }

    /// <summary>The speed of moves, mm/min, before <see cref="FeedratePercent"/>; 0 when none was set.</summary>
    public double Feedrate { get; private set; }

    /// <summary>The tool in use.</summary>
    public int Tool { get; private set; }

    /// <summary>The bed's target, °C; 0 when it is off, null when it was never set.</summary>
    public double? BedTarget { get; private set; }

    /// <summary>The chamber's target, °C; null when it was never set.</summary>
    public double? ChamberTarget { get; private set; }

    /// <summary>All speeds are multiplied by this, % (M220).</summary>
    public double FeedratePercent { get; private set; }

    /// <summary>Whether the filament is pulled back by the firmware (G10).</summary>
    public bool IsRetracted { get; private set; }

    /// <summary>The coordinate system: 0 for G53's and G54's, up to 9 for G59.3.</summary>
    public int Workspace { get; private set; }

    /// <summary>Where the bed's map comes from.</summary>
    public BedLeveling Leveling { get; private set; }

    /// <summary>The Z at which something was last extruded while moving, mm; null when nothing was.</summary>
    public double? PrintedZ { get; private set; }

    /// <summary>The highest Z at which something was extruded while moving, mm; null when nothing was.</summary>
    public double? HighestPrintedZ { get; private set; }

    /// <summary>Whether the last command extruded something while moving.</summary>
    public bool JustPrinted { get; private set; }

    /// <summary>How long the last command's move takes at its feedrate, s; 0 when it was no move, or nobody knows how fast it is.</summary>
    public double MoveSeconds { get; private set; }

    /// <summary>The commands that set again what the file changed of accelerations, speeds, retraction and the like.</summary>
    public IEnumerable<string> SettingCommands => _settings.ToCommands();

    /// <summary>A hotend's target, °C; null when it was never set.</summary>
    /// <param name="tool">0 to <see cref="HeaterId.MostHotends"/> - 1.</param>
    public double? HotendTarget(int tool) => Given(_hotends, tool);

    /// <summary>A fan's speed as it was given, mostly 0 to 255; null when it was never set.</summary>
    /// <param name="fan">0 to <see cref="MostFans"/> - 1.</param>
    public double? Fan(int fan) => Given(_fans, fan);

    /// <summary>The flow of a tool, % (M221); 100 when it was never set.</summary>
    /// <param name="tool">0 to <see cref="HeaterId.MostHotends"/> - 1.</param>
    public double FlowPercent(int tool) => Given(_flow, tool) ?? 100;

    /// <summary>Nothing is known: the printer has restarted.</summary>
    public void Reset()
    {
        (Position, Shift) = (default, default);
        (Known, Homed, Shifted) = (AxisSet.None, AxisSet.None, AxisSet.None);
        (IsRelative, IsExtruderRelative, IsInInches, IsRetracted, JustPrinted) = (false, false, false, false, false);
        (Feedrate, Tool, Workspace, FeedratePercent, _savedFeedratePercent) = (0, 0, 0, 100, 100);
        (BedTarget, ChamberTarget, PrintedZ, HighestPrintedZ) = (null, null, null, null);
        Leveling = BedLeveling.Unsaid;
        _hotends.AsSpan().Fill(double.NaN);
        _fans.AsSpan().Fill(double.NaN);
        _flow.AsSpan().Fill(double.NaN);
        _settings.Clear();
    }

    /// <summary>
    /// The head was stopped somewhere in the last moves. Its height is taken for that of the last one: moves up and down are few.
    /// </summary>
    public void ForgetPlace() => Known &= AxisSet.Z;

    /// <summary>An independent copy.</summary>
    public ModalState Clone()
    {
        var copy = new ModalState(_g90SetsExtruder, _home);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>Becomes as another one is.</summary>
    public void CopyFrom(ModalState other)
    {
        (Position, Shift) = (other.Position, other.Shift);
        (Known, Homed, Shifted) = (other.Known, other.Homed, other.Shifted);
        (IsRelative, IsExtruderRelative, IsInInches) = (other.IsRelative, other.IsExtruderRelative, other.IsInInches);
        (IsRetracted, JustPrinted) = (other.IsRetracted, other.JustPrinted);
        (Feedrate, Tool, Workspace, Leveling) = (other.Feedrate, other.Tool, other.Workspace, other.Leveling);
        (FeedratePercent, _savedFeedratePercent) = (other.FeedratePercent, other._savedFeedratePercent);
        (BedTarget, ChamberTarget) = (other.BedTarget, other.ChamberTarget);
        (PrintedZ, HighestPrintedZ) = (other.PrintedZ, other.HighestPrintedZ);
        other._hotends.CopyTo(_hotends, 0);
        other._fans.CopyTo(_fans, 0);
        other._flow.CopyTo(_flow, 0);
        _settings.CopyFrom(other._settings);
    }

    private static double? Given(double[] values, int index) =>
        (uint)index < (uint)values.Length && !double.IsNaN(values[index]) ? values[index] : null;
}
