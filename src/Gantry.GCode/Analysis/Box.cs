namespace Gantry.GCode.Analysis;

/// <summary>A box in machine coordinates, in mm.</summary>
public readonly record struct Box(double MinX, double MinY, double MinZ, double MaxX, double MaxY, double MaxZ)
{
    /// <summary>A box that holds nothing yet.</summary>
    internal static Box Empty { get; } =
        new(
            double.PositiveInfinity,
            double.PositiveInfinity,
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.NegativeInfinity,
            double.NegativeInfinity
        );

    /// <summary>Width in X.</summary>
    public double SizeX => Round(MaxX - MinX);

    /// <summary>Depth in Y.</summary>
    public double SizeY => Round(MaxY - MinY);

    /// <summary>Height in Z.</summary>
    public double SizeZ => Round(MaxZ - MinZ);

    internal Box Include(in Motion.AxisValues p) =>
        new(
            Math.Min(MinX, p.X),
            Math.Min(MinY, p.Y),
            Math.Min(MinZ, p.Z),
            Math.Max(MaxX, p.X),
            Math.Max(MaxY, p.Y),
            Math.Max(MaxZ, p.Z)
        );

    /// <summary>Only some of the axes.</summary>
    internal Box Include(in Motion.AxisValues p, bool x, bool y, bool z) =>
        new(
            x ? Math.Min(MinX, p.X) : MinX,
            y ? Math.Min(MinY, p.Y) : MinY,
            z ? Math.Min(MinZ, p.Z) : MinZ,
            x ? Math.Max(MaxX, p.X) : MaxX,
            y ? Math.Max(MaxY, p.Y) : MaxY,
            z ? Math.Max(MaxZ, p.Z) : MaxZ
        );

    /// <summary>The box to show; null when nothing was included. An axis that nothing moved along is at 0.</summary>
    internal Box? Rounded() =>
        MinX > MaxX && MinY > MaxY && MinZ > MaxZ
            ? null
            : new Box(Round(MinX), Round(MinY), Round(MinZ), Round(MaxX), Round(MaxY), Round(MaxZ));

    /// <summary>To a micrometre: what is left of it is arithmetic, not G-code.</summary>
    private static double Round(double value) => double.IsFinite(value) ? Math.Round(value, 3) : 0;
}
