namespace Gantry.Printing.Progress;

/// <summary>Pairs of a command's number and a value, in order; when there are too many, every second is dropped, never the first.</summary>
internal sealed class ThinnedPoints(int most)
{
    private readonly List<(long Command, double Value)> _points = [];

    /// <summary>Commands from one point to the next at the least.</summary>
    private long _interval = 1;

    public IReadOnlyList<(long Command, double Value)> Points => _points;

    /// <summary>Offers a point; kept if it is far enough from the last one.</summary>
    public void Add(long command, double value)
    {
        if (_points.Count > 0 && command < _points[^1].Command + _interval)
            return;
        _points.Add((command, value));
        if (_points.Count < most)
            return;
        int kept = 0;
        for (int i = 0; i < _points.Count; i += 2)
            _points[kept++] = _points[i];
        _points.RemoveRange(kept, _points.Count - kept);
        _interval = Math.Max(2 * _interval, 2);
    }
}
