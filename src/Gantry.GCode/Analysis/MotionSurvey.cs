using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.GCode.Analysis;

/// <summary>Follows the head: where it goes, where it prints, in which layers, with how much filament, how long.</summary>
internal sealed class MotionSurvey
{
    private const int MaxTools = 32;
    private readonly PrintTimeEstimator? _estimator;
    private readonly MotionInterpreter _interpreter;
    private readonly SortedDictionary<int, FilamentSurvey> _filament = [];
    private readonly SortedSet<int> _tools = [];
    private FilamentSurvey? _current;
    private AxisValues _position;
    private Box _moves = Box.Empty;
    private Box _prints = Box.Empty;
    private Box _firstLayer = Box.Empty;

    public MotionSurvey(MachineSettings? machine)
    {
        if (machine is not null)
            _estimator = new PrintTimeEstimator(machine);
        MachineSettings settings = machine ?? MachineSettings.Marlin;
        _interpreter = _estimator?.Interpreter ?? new MotionInterpreter(settings, new MotionPlanner(settings));
        _position = _interpreter.Position;
    }

    public MotionInterpreter Interpreter => _interpreter;

    public LayerSurvey Layers { get; } = new();

    /// <summary>Whether the slicer marks what comes now as no part of the print.</summary>
    public bool InCustomCode { get; set; }

    /// <summary>Whether the last command printed something.</summary>
    public bool Printed { get; private set; }

    public int Tool => _interpreter.Tool;

    /// <summary>Lets the head run out.</summary>
    /// <returns>The estimated seconds, or null when none are wanted.</returns>
    public double? Finish() => _estimator is null ? null : Math.Round(_estimator.Finish(), 2);

    public Box? Moves => _moves.Rounded();

    public Box? Prints => _prints.Rounded();

    public Box? FirstLayer => _firstLayer.Rounded();

    public IReadOnlyCollection<int> Tools => _tools;

    public IReadOnlyDictionary<int, FilamentSurvey> Filament => _filament;

    public void Execute(GCodeCommand command)
    {
        Printed = false;
        MotionAction action = _interpreter.Interpret(command);
        if (action == MotionAction.Move)
            while (_interpreter.TryNextMove(out Move move))
            {
                Look(command, move.Target);
                _estimator?.Run(move);
            }
        else if (action != MotionAction.None)
        {
            _estimator?.Apply(action);
            _position = _interpreter.Position;
            if (action == MotionAction.ChangeTool)
                ChangeTool();
        }
    }

    /// <summary>The slicer says that a layer begins.</summary>
    public void MarkLayer()
    {
        if (Layers.Mark())
            _prints = _firstLayer = Box.Empty;
    }

    private void Look(GCodeCommand command, in AxisValues target)
    {
        double e = target.E - _position.E;
        bool flat = target.X != _position.X || target.Y != _position.Y;
        if (flat || target.Z != _position.Z)
            Include(command, target);
        if (e != 0)
        {
            if (_current is null)
                ChangeTool();
            _current!.Move(e);
            if (e > 0 && flat && !InCustomCode)
                Print(target);
        }
        _position = target;
    }

    /// <summary>
    /// Only axes that the command names or moves along: where the head stands on the others nobody knows before it was
    /// sent somewhere, as each printer has its own home.
    /// </summary>
    private void Include(GCodeCommand command, in AxisValues target) =>
        _moves = _moves.Include(
            target,
            command.Has('X') || target.X != _position.X,
            command.Has('Y') || target.Y != _position.Y,
            command.Has('Z') || target.Z != _position.Z
        );

    private void Print(in AxisValues target)
    {
        Printed = true;
        _prints = _prints.Include(_position).Include(target);
        Layers.Print(target.Z);
        if (Layers.InFirst)
            _firstLayer = _firstLayer.Include(_position).Include(target);
    }

    private void ChangeTool()
    {
        int tool = Math.Min(_interpreter.Tool, MaxTools);
        _tools.Add(tool);
        if (!_filament.TryGetValue(tool, out _current))
            _filament.Add(tool, _current = new FilamentSurvey());
    }
}
