namespace Gantry.GCode.Analysis;

/// <summary>Follows the target of one heater through a file.</summary>
internal sealed class HeaterSurvey
{
    /// <summary>No print has more; a file that has does not fill the memory.</summary>
    private const int MaxTargets = 100;

    private double _target;
    private double _highest;
    private double? _firstLayer;
    private double? _lastPrinting;
    private Dictionary<double, long>? _printedAt;

    /// <summary>Whether the heater is ever switched on.</summary>
    public bool IsUsed => _highest > 0;

    public void Set(double target)
    {
        _target = target;
        _highest = Math.Max(_highest, target);
    }

    /// <summary>The first layer is being printed.</summary>
    public void OnFirstLayer() => _firstLayer ??= _target > 0 ? _target : null;

    /// <summary>Something is being printed.</summary>
    public void OnPrinting() => _lastPrinting = _target > 0 ? _target : _lastPrinting;

    /// <summary>So many commands were printed at the present target.</summary>
    public void Count(long commands)
    {
        _printedAt ??= [];
        if (_target > 0 && (_printedAt.Count < MaxTargets || _printedAt.ContainsKey(_target)))
            _printedAt[_target] = _printedAt.GetValueOrDefault(_target) + commands;
    }

    /// <summary>What most was printed at counts more than what came last, where commands were counted.</summary>
    public HeaterTemperatures ToTemperatures() =>
        new(
            _firstLayer,
            _printedAt is { Count: > 0 } ? _printedAt.MaxBy(p => p.Value).Key : _lastPrinting,
            _highest > 0 ? _highest : null
        );
}
