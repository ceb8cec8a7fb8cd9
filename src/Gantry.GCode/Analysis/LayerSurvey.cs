namespace Gantry.GCode.Analysis;

/// <summary>Counts layers by the slicer's marks, or by the heights of what is printed where there are none.</summary>
internal sealed class LayerSurvey
{
    /// <summary>Less is the climb of a spiral, not a layer.</summary>
    private const double LeastHeight = 0.02;

    private int _marks;
    private int _heights;
    private double _lastZ = double.NaN;
    private double _first = double.NaN;
    private double _second = double.NaN;
    private double _third = double.NaN;
    private double _top = double.NegativeInfinity;

    /// <summary>Whether the slicer marks its layers.</summary>
    public bool HasMarks => _marks > 0;

    /// <summary>Whether what is printed now belongs to the first layer.</summary>
    public bool InFirst => HasMarks ? _marks == 1 : _heights <= 1;

    /// <summary>The slicer says that a layer begins.</summary>
    /// <returns>Whether it is the first mark: what was printed before it was only to prime the nozzle.</returns>
    public bool Mark()
    {
        _marks++;
        if (_marks > 1)
            return false;
        (_heights, _top) = (0, double.NegativeInfinity);
        _lastZ = _first = _second = _third = double.NaN;
        return true;
    }

    /// <summary>Something is printed at a height.</summary>
    public void Print(double z)
    {
        if (z == _lastZ)
            return;
        _top = Math.Max(_top, z);
        if (!double.IsNaN(_lastZ) && Math.Abs(z - _lastZ) < LeastHeight)
            return;
        _lastZ = z;
        _heights++;
        if (double.IsNaN(_first))
            _first = z;
        else if (double.IsNaN(_second))
            _second = z;
        else if (double.IsNaN(_third))
            _third = z;
    }

    /// <param name="total">The slicer's own count, or null.</param>
    /// <param name="firstHeight">The slicer's own height of the first layer, or null.</param>
    /// <param name="height">The slicer's own height of the others, or null.</param>
    public LayerSummary ToSummary(int? total, double? firstHeight, double? height) =>
        new(
            _heights == 0 ? 0 : total ?? (HasMarks ? _marks : _heights),
            firstHeight ?? Known(_first),
            height ?? Known(_third - _second) ?? Known(_second - _first),
            _heights == 0 ? null : _top
        );

    private static double? Known(double value) => value > 0 ? Math.Round(value, 4) : null;
}
