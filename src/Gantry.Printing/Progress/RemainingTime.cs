namespace Gantry.Printing.Progress;

/// <summary>
/// The time that a print still takes: from the curve of its file, or from M73 as it comes by, or from its bytes, corrected by
/// how the print really goes. Time that is spent heating or paused does not count. It is smooth, and never negative.
/// </summary>
public sealed class RemainingTime
{
    /// <summary>What is shown follows what is computed within about this time, s.</summary>
    private const double Smoothing = 30;

    /// <summary>Less of a file, or of time, says nothing about the rest.</summary>
    private const double LeastShare = 0.01;
    private const double LeastSeconds = 60;

    private readonly TimeCurve? _curve;
    private readonly PaceRatio _pace = new();
    private TimeSpan? _lastUpdate;
    private double _printed;
    private double _planned;
    private double _share;
    private double? _shown;
    private double _pendingReal;
    private double _saidTotal;
    private double _saidLeft = double.NaN;
    private double _saidAt;

    /// <summary>Starts before the first command, or in the middle of a print that goes on after an interruption.</summary>
    /// <param name="curve">The curve of the file; null when there is none.</param>
    /// <param name="command">The number of the last command that was acknowledged already.</param>
    /// <param name="printed">The time that was spent printing already.</param>
    public RemainingTime(TimeCurve? curve, long command = 0, TimeSpan printed = default)
    {
        _curve = curve is { TotalSeconds: > 0 } ? curve : null;
        _planned = _curve?.SecondsAt(command) ?? 0;
        _printed = Math.Max(0, printed.TotalSeconds);
    }

    /// <summary>What <see cref="Left"/> is based on.</summary>
    public TimeLeftOrigin Origin { get; private set; }

    /// <summary>The time that is left, without pauses and heating; null while nothing is known.</summary>
    public TimeSpan? Left => _shown is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How much of the print's time has passed, 0 to 1; by the file's bytes where its time is not known.</summary>
    public double Progress { get; private set; }

    /// <summary>The time that was spent printing.</summary>
    public TimeSpan Printed => TimeSpan.FromSeconds(_printed);

    /// <summary>M73 R came by in the stream. Only heeded where there is no curve, for that knows it already.</summary>
    /// <param name="left">What it says is left.</param>
    public void SlicerSays(TimeSpan left)
    {
        double seconds = left.TotalSeconds;
        if (_curve is not null || seconds < 0 || seconds >= _saidLeft)
            return;
        if (double.IsNaN(_saidLeft))
            _saidTotal = seconds;
        else
            _pace.Add(_saidLeft - seconds, _printed - _saidAt);
        (_saidLeft, _saidAt) = (seconds, _printed);
    }

    /// <summary>Time has passed.</summary>
    /// <param name="now">The time; not before that of the last call.</param>
    /// <param name="command">The number of the last command that was acknowledged, counted from 1.</param>
    /// <param name="share">How much of the file's bytes is done, 0 to 1.</param>
    /// <param name="counts">Whether the time since the last call was spent printing, not heating and not paused.</param>
    public void Update(TimeSpan now, long command, double share, bool counts)
    {
        double passed = _lastUpdate is { } last ? Math.Max(0, (now - last).TotalSeconds) : 0;
        _lastUpdate = now;
        _share = Math.Clamp(share, 0, 1);
        if (counts)
        {
            _printed += passed;
            _pendingReal += passed;
        }
        if (_curve is not null)
            FollowCurve(_curve.SecondsAt(command), counts);
        double? computed = Compute();
        if (computed is not { } left)
            return;
        left = Math.Max(0, left);
        if (_shown is not { } shown)
            _shown = left;
        else if (counts)
        {
            shown -= passed;
            shown += (left - shown) * (1 - Math.Exp(-passed / Smoothing));
            _shown = left == 0 ? 0 : Math.Max(0, shown);
        }
    }

    private void FollowCurve(double planned, bool counts)
    {
        // Many commands take no time; the pace is measured over those that do.
        if (planned <= _planned)
            return;
        if (counts)
            _pace.Add(planned - _planned, _pendingReal);
        _pendingReal = 0;
        _planned = planned;
    }

    private double? Compute()
    {
        if (_curve is not null)
        {
            Origin = _curve.Origin;
            Progress = Math.Clamp(_planned / _curve.TotalSeconds, 0, 1);
            return (_curve.TotalSeconds - _planned) * _pace.Value;
        }
        if (_saidTotal > 0)
        {
            Origin = TimeLeftOrigin.Slicer;
            double left = Math.Max(0, _saidLeft * _pace.Value - (_printed - _saidAt));
            Progress = Math.Clamp(1 - left / (_saidTotal * _pace.Value), 0, 1);
            return left;
        }
        Progress = _share;
        if (_share < LeastShare || _printed < LeastSeconds)
            return null;
        Origin = TimeLeftOrigin.Bytes;
        return _printed * (1 - _share) / _share;
    }
}
