using Gantry.GCode.Words;

namespace Gantry.GCode.Motion;

/// <summary>
/// Predicts how long a file takes on a machine: give it every command in order, then ask <see cref="Finish"/>.
/// Heating is not counted: it depends on the room.
/// </summary>
public sealed class PrintTimeEstimator
{
    /// <summary>With so many blocks an idle planner starts at once, without the delay for more (Marlin's planner.cpp).</summary>
    private const int BlocksToStart = 3;

    private readonly MachineSettings _settings;
    private readonly MotionPlanner _planner;
    private readonly double _planningSeconds;
    private double _stepperFree;
    private double _plannerFree;
    private bool _starting;

    /// <summary>Creates an estimator for a machine at rest.</summary>
    public PrintTimeEstimator(MachineSettings settings)
    {
        _settings = settings;
        _planningSeconds = settings.PlanningSeconds;
        _planner = new MotionPlanner(settings);
        Interpreter = new MotionInterpreter(settings, _planner);
    }

    /// <summary>The interpreter, to ask for the position.</summary>
    public MotionInterpreter Interpreter { get; }

    /// <summary>Time spent in G28, in seconds; contained in the total.</summary>
    public double HomingSeconds { get; private set; }

    /// <summary>Time until the moves that have left the planner end: what is known for good, in seconds.</summary>
    public double SecondsSoFar => _stepperFree;

    /// <summary>Lets the head run out and come to rest.</summary>
    /// <returns>Time until the last move ends, in seconds.</returns>
    public double Finish()
    {
        Drain();
        return _stepperFree;
    }

    /// <summary>Runs a command.</summary>
    public MotionAction Execute(GCodeCommand command)
    {
        MotionAction action = Interpreter.Interpret(command);
        while (Interpreter.TryNextMove(out Move move))
            Run(move);
        Apply(action);
        return action;
    }

    /// <summary>Runs a move that the interpreter gave.</summary>
    internal void Run(in Move move)
    {
        // The processor plans one move after the other, while the steppers run what is planned.
        _plannerFree += _planningSeconds;
        while (_planner.Count > 0 && (_planner.IsFull || _stepperFree <= _plannerFree))
            TakeOne();
        bool idle = _planner.Count == 0 && _stepperFree <= _plannerFree;
        if (!_planner.Push(move))
            return;
        if (idle)
            (_starting, _stepperFree) = (true, _plannerFree + _settings.FirstBlockDelay);
        else if (_starting && _planner.Count >= BlocksToStart)
            (_starting, _stepperFree) = (false, _plannerFree);
    }

    /// <summary>Does what the interpreter asked for beyond moves.</summary>
    internal void Apply(MotionAction action)
    {
        switch (action)
        {
            case MotionAction.Dwell:
                Pause(Interpreter.DwellSeconds);
                break;
            case MotionAction.Home:
                Pause(_settings.HomingSeconds);
                HomingSeconds += _settings.HomingSeconds;
                _planner.SetPosition(Interpreter.Position);
                break;
            case MotionAction.ChangeTool:
                Pause(_settings.ToolChangeSeconds);
                break;
            case MotionAction.Wait:
                Pause(0);
                break;
        }
    }

    private void TakeOne()
    {
        // A full planner makes the processor wait until the running block ends.
        if (_planner.IsFull)
            _plannerFree = Math.Max(_plannerFree, _stepperFree);
        _starting = false;
        _stepperFree += _planner.Take().Seconds;
    }

    private void Pause(double seconds)
    {
        Drain();
        _stepperFree = Math.Max(_stepperFree, _plannerFree) + seconds;
        _plannerFree = _stepperFree;
    }

    private void Drain()
    {
        while (_planner.Count > 0)
            TakeOne();
    }
}
