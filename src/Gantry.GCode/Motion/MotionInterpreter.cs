using Gantry.GCode.Words;

namespace Gantry.GCode.Motion;

/// <summary>
/// Understands the commands that move the head or change how it moves, and turns them into straight moves for a
/// <see cref="MotionPlanner"/>: G0–G4, G10, G11, G20, G21, G28, G90–G92, M82, M83, M92, M200, M201, M203–M205, M207,
/// M208, M220, M221, M900 and T. Other commands do nothing here.
/// </summary>
public sealed class MotionInterpreter
{
    /// <summary>No coordinate, speed or limit is taken for more: a thousand kilometres. Keeps sums finite.</summary>
    internal const double Highest = 1e9;

    private readonly MachineSettings _settings;
    private readonly MotionPlanner _planner;
    private readonly MotionState _state = new();
    private FirmwareRetraction _retraction;
    private ArcPath _arc;
    private Pending _pending;
    private AxisValues _target;
    private AxisValues _after;
    private double _feedrate;
    private double _feedrateAfter;
    private long _tag;

    /// <summary>Creates an interpreter for a planner, whose limits it changes as the commands say.</summary>
    public MotionInterpreter(MachineSettings settings, MotionPlanner planner)
    {
        _settings = settings;
        _planner = planner;
        _retraction = settings.Retraction;
        _state.Position = settings.Home;
        _state.SeparateExtruder = !settings.G90SetsExtruder;
        planner.SetPosition(settings.Home);
    }

    /// <summary>Where the head will be after the commands so far: X, Y, Z of the machine; E counts all filament.</summary>
    public AxisValues Position => _state.Position;

    /// <summary>The position in the file's own coordinates, as M114 tells it.</summary>
    public AxisValues Logical =>
        new(
            _state.Position.X + _state.Offset.X,
            _state.Position.Y + _state.Offset.Y,
            _state.Position.Z + _state.Offset.Z,
            _state.E
        );

    /// <summary>The tool in use.</summary>
    public int Tool => _state.Tool;

    /// <summary>The feedrate in mm/s, before M220.</summary>
    public double Feedrate => _state.Feedrate;

    /// <summary>How long the last <see cref="MotionAction.Dwell"/> is.</summary>
    public double DwellSeconds { get; private set; }

    /// <summary>From now on G90 does not touch the extruder's mode, whatever the settings say.</summary>
    internal void SeparateExtruder() => _state.SeparateExtruder = true;

    /// <summary>As M83 or M82, for files whose header says so and no command does.</summary>
    internal void SetRelativeExtrusion(bool relative) => _state.RelativeE = relative;

    /// <summary>Whether the E axis counts mm³, by M200 D or by what the file says.</summary>
    internal bool CountsVolume => _state.FilamentPerE != 1;

    /// <summary>As M200 D, for files whose E axis counts mm³ without saying so by a command.</summary>
    internal void SetFilamentDiameter(double diameter) =>
        _state.FilamentPerE = diameter > 0.1 ? 4 / (Math.PI * diameter * diameter) : 1;

    /// <summary>Takes the next command. Fetch all moves of the one before first.</summary>
    /// <param name="command">The command.</param>
    /// <param name="tag">Put into each move.</param>
    public MotionAction Interpret(GCodeCommand command, long tag = 0)
    {
        _tag = tag;
        _pending = Pending.None;
        return command.Letter switch
        {
            'G' => InterpretG(command),
            'M' => InterpretM(command),
            'T' => ChangeTool(command),
            _ => MotionAction.None,
        };
    }

    /// <summary>Gives the next straight move of the last command.</summary>
    /// <returns>False when there is none left.</returns>
    public bool TryNextMove(out Move move)
    {
        switch (_pending)
        {
            case Pending.Line:
                _pending = Pending.None;
                move = new Move(_target, _feedrate, _tag);
                return true;
            case Pending.Arc:
                move = new Move(_arc.Next(), _feedrate, _tag);
                _pending = _arc.Finished ? Pending.None : Pending.Arc;
                return true;
            case Pending.TwoLines:
                move = new Move(_target, _feedrate, _tag);
                (_target, _feedrate, _pending) = (_after, _feedrateAfter, Pending.Line);
                return true;
            default:
                move = default;
                return false;
        }
    }

    /// <summary>The head was stopped in the middle of its moves (M410): the next command starts from there.</summary>
    public void StopAt(AxisValues position)
    {
        double filament = _state.FlowFactor * _state.FilamentPerE;
        if (filament > 0)
            _state.E += (position.E - _state.Position.E) / filament;
        _state.Position = position;
        _pending = Pending.None;
    }

    private MotionAction InterpretG(GCodeCommand command)
    {
        switch (command.Code)
        {
            case 0 or 1:
                return Line(command);
            case 2 or 3:
                return Arc(command, command.Code == 2);
            case 4:
                DwellSeconds = Math.Clamp(command.Get('S', command.Get('P', 0) / 1000), 0, 86_400);
                return MotionAction.Dwell;
            case 10 when !command.HasValue('P') && !command.HasValue('L'):
                return Retract(true);
            case 11:
                return Retract(false);
            case 20:
                _state.Unit = 25.4;
                return MotionAction.None;
            case 21:
                _state.Unit = 1;
                return MotionAction.None;
            case 28:
                return Home(command);
            case 29 or 30 or 33 or 34 or 425:
                return MotionAction.Wait;
            case 90 or 91:
                SetRelative(command.Code == 91);
                return MotionAction.None;
            case 92:
                SetLogical(command);
                return MotionAction.None;
            default:
                return MotionAction.None;
        }
    }

    private MotionAction InterpretM(GCodeCommand command)
    {
        switch (command.Code)
        {
            case 82 or 83:
                _state.RelativeE = command.Code == 83;
                return MotionAction.None;
            case 0 or 1 or 18 or 84 or 109 or 190 or 191 or 226 or 303 or 400 or 600 or 601 or 25:
                return MotionAction.Wait;
            case 200:
                SetFilamentDiameter(command.Get('D', 0));
                return MotionAction.None;
            case 207:
                _retraction = _retraction with
                {
                    Length = Math.Clamp(command.Get('S', _retraction.Length), 0, 1000),
                    Feedrate = Math.Clamp(command.Get('F', _retraction.Feedrate * 60), 1, Highest) / 60,
                    ZLift = Math.Clamp(command.Get('Z', _retraction.ZLift), 0, 1000),
                };
                return MotionAction.None;
            case 208:
                _retraction = _retraction with
                {
                    ExtraLength = Math.Clamp(command.Get('S', _retraction.ExtraLength), -1000, 1000),
                    RecoverFeedrate = Math.Clamp(command.Get('F', _retraction.RecoverFeedrate * 60), 1, Highest) / 60,
                };
                return MotionAction.None;
            case 220:
                _state.FeedrateFactor = Math.Clamp(command.Get('S', _state.FeedrateFactor * 100), 1, 999) / 100;
                return MotionAction.None;
            case 221:
                _state.FlowFactor = Math.Clamp(command.Get('S', _state.FlowFactor * 100), 0, 999) / 100;
                return MotionAction.None;
            default:
                LimitCommands.Apply(command, ref _planner.Limits);
                return MotionAction.None;
        }
    }

    private MotionAction Line(GCodeCommand command)
    {
        if (command.TryGet('F', out double feedrate) && feedrate > 0)
            _state.Feedrate = Math.Min(feedrate, Highest) * _state.Unit / 60;
        if (!command.HasAxis)
            return MotionAction.None;
        return MoveTo(Target(command));
    }

    private MotionAction MoveTo(in AxisValues target)
    {
        _target = target;
        _feedrate = _state.Feedrate * _state.FeedrateFactor;
        _state.Position = target;
        _pending = Pending.Line;
        return MotionAction.Move;
    }

    private MotionAction Arc(GCodeCommand command, bool clockwise)
    {
        if (command.TryGet('F', out double feedrate) && feedrate > 0)
            _state.Feedrate = Math.Min(feedrate, Highest) * _state.Unit / 60;
        AxisValues start = _state.Position;
        AxisValues end = Target(command);
        double i = Length(command, 'I');
        double j = Length(command, 'J');
        if (command.HasValue('R'))
            (i, j) = ArcPath.Center(start, end, Length(command, 'R'), clockwise);
        _state.Position = end;
        // An arc without a center is an error to Marlin, and not run.
        if (i == 0 && j == 0)
            return MotionAction.None;
        int circles = (int)Math.Clamp(command.Get('P', 0), 0, 100);
        _arc = ArcPath.Around(start, end, i, j, clockwise, circles, _settings.ArcSegment);
        _feedrate = _state.Feedrate * _state.FeedrateFactor;
        _pending = _arc.Finished ? Pending.None : Pending.Arc;
        return _arc.Finished ? MotionAction.None : MotionAction.Move;
    }

    private AxisValues Target(GCodeCommand command)
    {
        double x = Axis(command, 'X', _state.Position.X, _state.Offset.X);
        double y = Axis(command, 'Y', _state.Position.Y, _state.Offset.Y);
        double z = Axis(command, 'Z', _state.Position.Z, _state.Offset.Z);
        double e = _state.Position.E;
        if (command.HasValue('E'))
        {
            double value = Length(command, 'E');
            double change = _state.RelativeE || _state.Relative ? value : value - _state.E;
            _state.E += change;
            e += change * _state.FlowFactor * _state.FilamentPerE;
        }
        return new AxisValues(x, y, z, e);
    }

    private double Axis(GCodeCommand command, char letter, double position, double offset)
    {
        if (!command.HasValue(letter))
            return position;
        double value = Length(command, letter);
        return _state.Relative ? position + value : value - offset;
    }

    /// <summary>The number of a letter in mm.</summary>
    private double Length(GCodeCommand command, char letter) =>
        Math.Clamp(command.Get(letter, 0), -Highest, Highest) * _state.Unit;

    private void SetRelative(bool relative)
    {
        _state.Relative = relative;
        // Marlin 2 keeps one flag for each axis, and G90 clears the extruder's too.
        if (!_state.SeparateExtruder && !relative)
            _state.RelativeE = false;
    }

    private void SetLogical(GCodeCommand command)
    {
        // Alone it sets all axes to 0; with an axis that is not ours (G92 A0, for Mach3 and MachineKit) none.
        bool all = !command.HasWords;
        AxisValues p = _state.Position;
        _state.Offset = new AxisValues(
            all || command.Has('X') ? Length(command, 'X') - p.X : _state.Offset.X,
            all || command.Has('Y') ? Length(command, 'Y') - p.Y : _state.Offset.Y,
            all || command.Has('Z') ? Length(command, 'Z') - p.Z : _state.Offset.Z,
            0
        );
        if (all || command.Has('E'))
            _state.E = Length(command, 'E');
    }

    private MotionAction Home(GCodeCommand command)
    {
        bool all = !(command.Has('X') || command.Has('Y') || command.Has('Z'));
        AxisValues home = _settings.Home;
        AxisValues p = _state.Position;
        AxisValues o = _state.Offset;
        bool x = all || command.Has('X');
        bool y = all || command.Has('Y');
        bool z = all || command.Has('Z');
        _state.Position = new AxisValues(x ? home.X : p.X, y ? home.Y : p.Y, z ? home.Z : p.Z, p.E);
        _state.Offset = new AxisValues(x ? 0 : o.X, y ? 0 : o.Y, z ? 0 : o.Z, 0);
        return MotionAction.Home;
    }

    private MotionAction Retract(bool back)
    {
        if (_state.Retracted == back)
            return MotionAction.None;
        _state.Retracted = back;
        FirmwareRetraction r = _retraction;
        AxisValues p = _state.Position;
        AxisValues filament = p with { E = p.E + (back ? -r.Length : r.Length + r.ExtraLength) };
        double filamentSpeed = back ? r.Feedrate : r.RecoverFeedrate;
        if (r.ZLift <= 0)
        {
            (_target, _feedrate, _pending) = (filament, filamentSpeed, Pending.Line);
            _state.Position = filament;
            return MotionAction.Move;
        }
        // Up after pulling back, down before pushing forth.
        double zSpeed = _planner.Limits.MaxFeedrate.Z;
        AxisValues end = filament with { Z = p.Z + (back ? r.ZLift : -r.ZLift) };
        (_target, _feedrate) = back ? (filament, filamentSpeed) : (p with { Z = end.Z }, zSpeed);
        (_after, _feedrateAfter) = back ? (end, zSpeed) : (end, filamentSpeed);
        _pending = Pending.TwoLines;
        _state.Position = end;
        return MotionAction.Move;
    }

    private MotionAction ChangeTool(GCodeCommand command)
    {
        // Bambu's T255 and T1000 are states of its filament changer, not tools.
        if (command.Code is < 0 or > 99 || command.Code == _state.Tool)
            return MotionAction.None;
        _state.Tool = command.Code;
        return MotionAction.ChangeTool;
    }

    private enum Pending
    {
        None,
        Line,
        TwoLines,
        Arc,
    }
}
