namespace Gantry.GCode.Analysis;

/// <summary>Follows the target of one heater through a file.</summary>
internal sealed class HeaterSurvey
{
    private double _target;
    private double _highest;
    private double? _firstLayer;
    private double? _lastPrinting;

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

    public HeaterTemperatures ToTemperatures() => new(_firstLayer, _lastPrinting, _highest > 0 ? _highest : null);
}
