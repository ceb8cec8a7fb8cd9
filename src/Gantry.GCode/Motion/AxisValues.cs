namespace Gantry.GCode.Motion;

/// <summary>One number for each axis: the head in X, Y and Z, and the filament in E.</summary>
public readonly record struct AxisValues(double X, double Y, double Z, double E)
{
    /// <summary>The difference on each axis.</summary>
    public static AxisValues operator -(AxisValues a, AxisValues b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z, a.E - b.E);

    /// <summary>The sum on each axis.</summary>
    public static AxisValues operator +(AxisValues a, AxisValues b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z, a.E + b.E);

    /// <summary>Each axis times a factor.</summary>
    public static AxisValues operator *(AxisValues a, double factor) =>
        new(a.X * factor, a.Y * factor, a.Z * factor, a.E * factor);

    /// <summary>The length in X, Y and Z.</summary>
    public double Travel => Math.Sqrt(X * X + Y * Y + Z * Z);

    internal double Least => Math.Min(Math.Min(X, Y), Math.Min(Z, E));

    internal double Length => Math.Sqrt(X * X + Y * Y + Z * Z + E * E);
}
