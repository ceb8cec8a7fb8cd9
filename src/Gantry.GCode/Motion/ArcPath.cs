namespace Gantry.GCode.Motion;

/// <summary>A circular move cut into straight pieces, one asked for at a time.</summary>
internal struct ArcPath
{
    private AxisValues _start;
    private AxisValues _end;
    private double _centerX;
    private double _centerY;
    private double _radius;
    private double _angle;
    private double _sweep;
    private int _segments;
    private int _done;

    /// <summary>More pieces than any bed is round: a damaged radius must not keep the reader busy for ever.</summary>
    private const int MaxSegments = 100_000;

    public readonly bool Finished => _done >= _segments;

    /// <summary>Prepares an arc round a center.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="i">Center relative to the start, X.</param>
    /// <param name="j">Center relative to the start, Y.</param>
    /// <param name="clockwise">G2 rather than G3.</param>
    /// <param name="circles">Full circles before the arc proper.</param>
    /// <param name="segment">Longest piece, mm.</param>
    public static ArcPath Around(
        in AxisValues start,
        in AxisValues end,
        double i,
        double j,
        bool clockwise,
        int circles,
        double segment
    )
    {
        double toX = end.X - start.X - i;
        double toY = end.Y - start.Y - j;
        double sweep = Math.Atan2(-i * toY + j * toX, -i * toX - j * toY);
        if (sweep < 0)
            sweep += Math.Tau;
        if (clockwise)
            sweep -= Math.Tau;
        // No way from here to there means a full circle.
        if (Math.Abs(sweep) < 1e-6 && Math.Abs(end.X - start.X) < 1e-6 && Math.Abs(end.Y - start.Y) < 1e-6)
            sweep = clockwise ? -Math.Tau : Math.Tau;
        sweep += (clockwise ? -Math.Tau : Math.Tau) * circles;
        double radius = Math.Sqrt(i * i + j * j);
        double flat = radius * sweep;
        double length = Math.Sqrt(flat * flat + (end.Z - start.Z) * (end.Z - start.Z));
        return new ArcPath
        {
            _start = start,
            _end = end,
            _centerX = start.X + i,
            _centerY = start.Y + j,
            _radius = radius,
            _angle = Math.Atan2(-j, -i),
            _sweep = sweep,
            _segments = length < 0.001 ? 0 : (int)Math.Clamp(length / segment, 1, MaxSegments),
        };
    }

    /// <summary>The center, relative to the start, of an arc given by its radius (a negative one goes the long way).</summary>
    public static (double I, double J) Center(in AxisValues start, in AxisValues end, double radius, bool clockwise)
    {
        double x = (end.X - start.X) / 2;
        double y = (end.Y - start.Y) / 2;
        double half = Math.Sqrt(x * x + y * y);
        if (half == 0)
            return default;
        double height = Math.Sqrt(Math.Max(0, (radius - half) * (radius + half)));
        double side = (clockwise != radius < 0 ? -1 : 1) * height / half;
        return (x - y * side, y + x * side);
    }

    public AxisValues Next()
    {
        if (++_done >= _segments)
            return _end;
        double part = (double)_done / _segments;
        (double sin, double cos) = Math.SinCos(_angle + _sweep * part);
        return new AxisValues(
            _centerX + _radius * cos,
            _centerY + _radius * sin,
            _start.Z + (_end.Z - _start.Z) * part,
            _start.E + (_end.E - _start.E) * part
        );
    }
}
