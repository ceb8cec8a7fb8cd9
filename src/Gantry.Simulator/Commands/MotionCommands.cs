using Gantry.GCode.Motion;
using Gantry.GCode.Words;
using Gantry.Simulator.Thermal;

namespace Gantry.Simulator.Commands;

/// <summary>Everything that moves, and how.</summary>
internal sealed class MotionCommands : ICommandSet
{
    // EXTRUDE_MAXLENGTH of the stock configuration.
    private const double LongestExtrusion = 200;

    private readonly Board _board;
    private readonly Feed _feed;

    public MotionCommands(Board board)
    {
        _board = board;
        _feed = new Feed(board, Allowed);
    }

    public CommandResult Run(ParsedCommand command) =>
        command.Letter switch
        {
            'G' => RunG(command),
            'M' => RunM(command),
            'T' => SelectTool(command),
            _ => CommandResult.Unknown,
        };

    private CommandResult RunG(ParsedCommand command)
    {
        switch (command.Number)
        {
            case >= 0 and <= 3:
                return Move(command.Words);
            case 4:
                return Wait(command.Words);
            case 21 or 90 or 91:
                _board.Interpreter.Interpret(command.Words);
                return CommandResult.Done;
            case 28:
                return Home(command.Words);
            case 29 when _board.Has(Features.Leveling):
                return CommandResult.Started(new MovesDone(_board.Motion, now => Probing.Begin(_board, now)));
            case 92:
                _board.Interpreter.Interpret(command.Words);
                PositionReport.Write(_board, _board.Processor.Now);
                return CommandResult.Done;
            default:
                return CommandResult.Unknown;
        }
    }

    private CommandResult RunM(ParsedCommand command)
    {
        MachineState state = _board.State;
        switch (command.Number)
        {
            case 17 or 82 or 83 or 92 or 200 or 201 or 203 or 204 or 205:
                _board.Interpreter.Interpret(command.Words);
                return CommandResult.Done;
            case 18 or 84 or 400:
                return CommandResult.Started(new MovesDone(_board.Motion));
            case 420 or 851 when _board.Has(Features.Leveling):
                return CommandResult.Done;
            case 114:
                PositionReport.Write(_board, _board.Processor.Now);
                return CommandResult.Done;
            case 220:
                state.FeedratePercent = Percent(command.Words, "FR:"u8, state.FeedratePercent);
                return CommandResult.Done;
            case 221:
                state.FlowPercent = Percent(command.Words, "echo:E0 Flow: "u8, state.FlowPercent);
                return CommandResult.Done;
            case 302:
                double least = command.Words.Get('S', state.ExtrudeMinTemperature);
                state.ExtrudeMinTemperature = command.Words.Get('P', 0) > 0 ? 0 : least;
                return CommandResult.Done;
            case 410:
                _board.QuickStop();
                return CommandResult.Done;
            default:
                return CommandResult.Unknown;
        }
    }

    private CommandResult Move(GCodeCommand command)
    {
        bool isArc = command.Code is 2 or 3;
        if (_board.Interpreter.Interpret(command) != MotionAction.Move)
        {
            if (isArc)
                _board.Replies.Line("Error:G2/G3 bad parameters"u8);
            return CommandResult.Done;
        }
        return _feed.Begin(_board.Processor.Now) is { } waiting ? CommandResult.Started(waiting) : CommandResult.Done;
    }

    // Apart from the others: what a lambda captures is allocated where the method begins.
    private CommandResult Wait(GCodeCommand command)
    {
        _board.Interpreter.Interpret(command);
        TimeSpan time = _board.Pace.ToHost(TimeSpan.FromSeconds(_board.Interpreter.DwellSeconds));
        return CommandResult.Started(new MovesDone(_board.Motion, now => new Dwell(now + time)));
    }

    private CommandResult Home(GCodeCommand command) =>
        CommandResult.Started(new MovesDone(_board.Motion, now => Homing.Begin(_board, command, now)));

    private CommandResult SelectTool(ParsedCommand command)
    {
        if (command.Number >= _board.Options.Extruders)
        {
            _board.Replies.Text("echo:T"u8).Number(command.Number).Text(" Invalid extruder"u8).End();
            return CommandResult.Done;
        }
        _board.Interpreter.Interpret(command.Words);
        _board.State.Tool = command.Number;
        if (_board.Options.Extruders > 1)
            _board.Replies.Text("echo:Active Extruder: "u8).Number(command.Number).End();
        return CommandResult.Done;
    }

    private int Percent(GCodeCommand command, ReadOnlySpan<byte> name, int present)
    {
        _board.Interpreter.Interpret(command);
        if (command.TryGet('S', out double percent))
            return (int)Math.Clamp(percent, 1, 999);
        _board.Replies.Text(name).Number(present).Text("%"u8).End();
        return present;
    }

    // Marlin takes a prevented extrusion as done, so that the next one is measured from its end.
    private AxisValues Allowed(AxisValues target)
    {
        double extruded = target.E - _board.Motion.Planned.E;
        if (extruded == 0)
            return target;
        _board.Heaters.AdvanceTo(_board.Processor.Now);
        Heater hotend = _board.Heaters.Hotends[_board.State.Tool];
        if (hotend.Temperature < _board.State.ExtrudeMinTemperature)
            _board.Replies.Line("echo: cold extrusion prevented"u8);
        else if (Math.Abs(extruded) > LongestExtrusion)
            _board.Replies.Line("echo: too long extrusion prevented"u8);
        else
            return target;
        _board.Motion.Planner.SetPosition(_board.Motion.Planned with { E = target.E });
        return target;
    }
}
