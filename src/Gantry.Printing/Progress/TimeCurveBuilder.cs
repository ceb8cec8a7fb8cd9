using Gantry.GCode.Motion;
using Gantry.GCode.Words;

namespace Gantry.Printing.Progress;

/// <summary>
/// Makes the time curve of a file in one pass over its commands. Our estimate gives its shape; the slicer's figures, where the
/// file has them, its height: what M73 says along the way, or the total of the header.
/// </summary>
public sealed class TimeCurveBuilder
{
    private readonly PrintTimeEstimator _estimator;
    private readonly GCodeCommand _command = new();
    private readonly ThinnedPoints _estimate = new(TimeCurve.MostPoints - 1);
    private readonly ThinnedPoints _remaining = new(TimeCurve.MostPoints);
    private readonly double? _slicerSeconds;
    private long _number;
    private double _lastRemaining = double.PositiveInfinity;

    /// <summary>Starts before the first command.</summary>
    /// <param name="machine">The machine to estimate for.</param>
    /// <param name="slicerSeconds">The slicer's own total, s; null when the file does not say.</param>
    public TimeCurveBuilder(MachineSettings machine, double? slicerSeconds = null)
    {
        _estimator = new PrintTimeEstimator(machine);
        _slicerSeconds = slicerSeconds > 0 ? slicerSeconds : null;
    }

    /// <summary>Takes the next command.</summary>
    public void Add(ReadOnlySpan<byte> command)
    {
        _number++;
        if (!_command.Parse(command))
            return;
        if (_command.Is('M', 73) && _command.TryGet('R', out double minutes))
            AddRemaining(minutes * 60);
        _estimator.Execute(_command);
        _estimate.Add(_number, _estimator.SecondsSoFar);
    }

    /// <summary>The curve of all that was added.</summary>
    public TimeCurve Finish()
    {
        double total = _estimator.Finish();
        List<(long Command, double Value)> points = [.. _estimate.Points];
        if (points.Count == 0 || points[^1].Command < _number)
            points.Add((_number, total));
        else
            points[^1] = (_number, total);
        long[] commands = [.. points.Select(p => p.Command)];
        double[] seconds = [.. points.Select(p => p.Value)];
        var estimate = new TimeCurve(commands, seconds, TimeLeftOrigin.Estimate);
        // Nothing of a file without moves can be spread.
        if (total <= 0)
            return estimate;
        if (SlicerPoints(estimate, total) is { } slicer)
            return new TimeCurve(commands, Map(seconds, slicer), TimeLeftOrigin.Slicer);
        if (_slicerSeconds is not { } header)
            return estimate;
        return new TimeCurve(commands, [.. seconds.Select(s => s / total * header)], TimeLeftOrigin.Slicer);
    }

    /// <summary>Only what descends is a countdown; other values of M73 are left out.</summary>
    private void AddRemaining(double seconds)
    {
        if (seconds < 0 || seconds >= _lastRemaining || seconds > 366 * 86_400.0)
            return;
        _lastRemaining = seconds;
        _remaining.Add(_number, seconds);
    }

    /// <summary>Pairs of estimated and slicer's seconds, both ascending; null when M73 says too little.</summary>
    private List<(double Estimate, double Slicer)>? SlicerPoints(TimeCurve estimate, double total)
    {
        if (_remaining.Points.Count < 2)
            return null;
        double first = _remaining.Points[0].Value;
        // M73 counts in minutes; the header says it to the second.
        double whole = _slicerSeconds is { } header && Math.Abs(header - first) <= 60 ? header : first;
        var pairs = new List<(double, double)> { (0, 0) };
        foreach ((long command, double remaining) in _remaining.Points)
            pairs.Add((estimate.SecondsAt(command), Math.Clamp(whole - remaining, 0, whole)));
        pairs.Add((total, whole));
        return pairs;
    }

    /// <summary>Our seconds as the slicer's.</summary>
    private static double[] Map(double[] seconds, List<(double Estimate, double Slicer)> pairs)
    {
        var mapped = new double[seconds.Length];
        int next = 1;
        for (int i = 0; i < seconds.Length; i++)
        {
            while (next < pairs.Count - 1 && pairs[next].Estimate < seconds[i])
                next++;
            (double fromX, double fromY) = pairs[next - 1];
            (double toX, double toY) = pairs[next];
            double share = toX > fromX ? Math.Clamp((seconds[i] - fromX) / (toX - fromX), 0, 1) : 1;
            mapped[i] = fromY + share * (toY - fromY);
            if (i > 0)
                mapped[i] = Math.Max(mapped[i], mapped[i - 1]);
        }
        return mapped;
    }
}
