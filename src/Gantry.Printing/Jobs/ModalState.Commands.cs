using Gantry.Firmware.Temperatures;
using Gantry.GCode.Motion;

namespace Gantry.Printing.Jobs;

/// <summary>What each command does to the state.</summary>
public sealed partial class ModalState
{
    /// <summary>Takes a command that is sent to the printer.</summary>
    /// <param name="command">The command without number and checksum, as <see cref="GCode.GCodeReader.Command"/> gives it.</param>
    public void Execute(ReadOnlySpan<byte> command)
    {
        JustPrinted = false;
        MoveSeconds = 0;
        if (!_command.Parse(command))
            return;
        switch (_command.Letter)
        {
            case 'G':
                ExecuteG();
                break;
            case 'M':
                ExecuteM();
                break;
            case 'T' when _command.Code is >= 0 and < HeaterId.MostHotends:
                Tool = _command.Code;
                break;
        }
    }

    private void ExecuteG()
    {
        switch (_command.Code)
        {
            case 0 or 1 or 2 or 3 or 5:
                Move();
                break;
            case 10 when _command.TryGet('P', out double tool):
                // RepRapFirmware: the temperatures of a tool.
                SetHotend(tool, _command.Get('S', double.NaN));
                break;
            case 10 or 11:
                IsRetracted = _command.Code == 10;
                break;
            case 20 or 21:
                IsInInches = _command.Code == 20;
                break;
            case 28:
                Home();
                break;
            case 29:
                Leveling = BedLeveling.Probed;
                Known &= ~AxisSet.All;
                break;
            // Nozzle clean, park, probe, calibrate: the head is wherever that ended.
            case 12 or 27 or 30 or 32 or 33 or 34 or 35 or 53 or 76 or 425:
                Known &= ~AxisSet.All;
                break;
            case >= 54 and <= 59:
                SetWorkspace(_command.Code - 54 + (_command.Code == 59 ? Math.Min(_command.Subcode, 3) : 0));
                break;
            case 90 or 91:
                IsRelative = _command.Code == 91;
                if (_g90SetsExtruder)
                    IsExtruderRelative = IsRelative;
                break;
            case 92:
                SetPosition();
                break;
        }
    }

    private void ExecuteM()
    {
        switch (_command.Code)
        {
            case 18 or 84:
                SwitchMotorsOff();
                break;
            case 82 or 83:
                IsExtruderRelative = _command.Code == 83;
                break;
            case 104 or 109:
                SetHotend(_command.Get('T', Tool), Target());
                break;
            case 106 or 107:
                SetFan();
                break;
            case 140 or 190:
                BedTarget = Given(Target()) ?? BedTarget;
                break;
            case 141 or 191:
                ChamberTarget = Given(Target()) ?? ChamberTarget;
                break;
            case 220:
                SetFeedratePercent();
                break;
            case 221:
                SetAt(_flow, _command.Get('T', Tool), _command.Get('S', double.NaN), 999);
                break;
            case 420 when _command.HasValue('S'):
                Leveling = _command.Get('S', 0) != 0 ? BedLeveling.Stored : BedLeveling.Unsaid;
                break;
            default:
                _settings.Execute(_command);
                break;
        }
    }

    private void Move()
    {
        if (_command.TryGet('F', out double feedrate) && feedrate > 0)
            Feedrate = Math.Min(feedrate, Highest) * Unit;
        AxisValues from = Position;
        bool wasKnown = (Known & (AxisSet.X | AxisSet.Y)) == (AxisSet.X | AxisSet.Y);
        Position = new AxisValues(
            Along('X', from.X, AxisSet.X),
            Along('Y', from.Y, AxisSet.Y),
            Along('Z', from.Z, AxisSet.Z),
            Extruded(from.E)
        );
        MoveSeconds = SecondsSince(from);
        bool moved = !wasKnown || Position.X != from.X || Position.Y != from.Y;
        JustPrinted = Position.E > from.E && moved && (_command.HasValue('X') || _command.HasValue('Y'));
        if (!JustPrinted || !Known.HasFlag(AxisSet.Z))
            return;
        PrintedZ = Position.Z;
        HighestPrintedZ = Math.Max(HighestPrintedZ ?? double.NegativeInfinity, Position.Z);
    }

    /// <summary>At the feedrate that was asked for; an arc is taken for a full circle.</summary>
    private double SecondsSince(in AxisValues from)
    {
        if (Feedrate <= 0)
            return 0;
        AxisValues way = Position - from;
        double length = Math.Max(way.Travel, Math.Abs(way.E));
        if (_command.Code is 2 or 3)
            length = Math.Max(
                length,
                2 * Math.PI * Math.Max(Math.Abs(Length('R')), Math.Abs(Length('I')) + Math.Abs(Length('J')))
            );
        return length / (Feedrate / 60 * FeedratePercent / 100);
    }

    private double Along(char letter, double position, AxisSet axis)
    {
        if (!_command.HasValue(letter))
            return position;
        if (IsRelative)
            return position + Length(letter);
        Known |= axis;
        return Length(letter);
    }

    private double Extruded(double position) =>
        !_command.HasValue('E') ? position
        : IsExtruderRelative ? position + Length('E')
        : Length('E');

    private void Home()
    {
        AxisSet axes = Named();
        if (axes == AxisSet.None)
            axes = AxisSet.All;
        Homed |= axes;
        Known &= ~axes;
        Shifted &= ~axes;
        Shift = Pick(axes, default, Shift);
        if (_home is not { } home)
            return;
        Position = Pick(axes, home, Position);
        Known |= axes;
    }

    private void SetPosition()
    {
        bool all = !_command.Has('X') && !_command.Has('Y') && !_command.Has('Z') && !_command.Has('E');
        AxisSet axes = all ? AxisSet.All : Named();
        var given = new AxisValues(Length('X'), Length('Y'), Length('Z'), 0);
        Shift = Pick(axes, Shift + given - Position, Shift) with { E = 0 };
        Shifted &= ~axes;
        Shifted |= axes & (NotZero(Shift) | ~Known);
        Position = Pick(axes, given, Position);
        Known |= axes;
        if (all || _command.Has('E'))
            Position = Position with { E = Length('E') };
    }

    private void SetWorkspace(int workspace)
    {
        if (workspace == Workspace)
            return;
        Workspace = workspace;
        Known &= ~AxisSet.All;
    }

    /// <summary>M84 S sets only the time after which the motors go off.</summary>
    private void SwitchMotorsOff()
    {
        if (_command.Has('S'))
            return;
        AxisSet axes = Named();
        if (axes == AxisSet.None && !_command.Has('E'))
            axes = AxisSet.All;
        Homed &= ~axes;
    }

    private void SetFan()
    {
        double speed = _command.Code == 107 ? 0 : _command.Get('S', 255);
        SetAt(_fans, _command.Get('P', 0), Math.Max(0, speed), 255);
    }

    private void SetFeedratePercent()
    {
        if (_command.Has('B'))
            _savedFeedratePercent = FeedratePercent;
        if (_command.Has('R'))
            FeedratePercent = _savedFeedratePercent;
        FeedratePercent = Math.Clamp(_command.Get('S', FeedratePercent), 1, 999);
    }

    private void SetHotend(double tool, double target) => SetAt(_hotends, tool, target, 1000);

    private static void SetAt(double[] values, double index, double value, double most)
    {
        if (index >= 0 && index < values.Length && !double.IsNaN(value))
            values[(int)index] = Math.Clamp(value, 0, most);
    }

    /// <summary>S, or R of the commands that also wait for cooling; not a number when there is neither.</summary>
    private double Target() => Math.Clamp(_command.Get('S', _command.Get('R', double.NaN)), 0, 1000);

    private static double? Given(double value) => double.IsNaN(value) ? null : value;

    private AxisSet Named() =>
        (_command.Has('X') ? AxisSet.X : 0) | (_command.Has('Y') ? AxisSet.Y : 0) | (_command.Has('Z') ? AxisSet.Z : 0);

    private static AxisSet NotZero(in AxisValues values) =>
        (values.X != 0 ? AxisSet.X : 0) | (values.Y != 0 ? AxisSet.Y : 0) | (values.Z != 0 ? AxisSet.Z : 0);

    private double Unit => IsInInches ? 25.4 : 1;

    private double Length(char letter) => Math.Clamp(_command.Get(letter, 0), -Highest, Highest) * Unit;

    private static AxisValues Pick(AxisSet axes, in AxisValues those, in AxisValues others) =>
        new(
            axes.HasFlag(AxisSet.X) ? those.X : others.X,
            axes.HasFlag(AxisSet.Y) ? those.Y : others.Y,
            axes.HasFlag(AxisSet.Z) ? those.Z : others.Z,
            others.E
        );
}
