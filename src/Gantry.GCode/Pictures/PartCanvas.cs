using Gantry.GCode.Analysis;
using Gantry.GCode.Motion;

namespace Gantry.GCode.Pictures;

/// <summary>
/// A picture of lines in space, seen from above one corner. Of two that meet in a pixel the higher one is in front: looked at
/// from above, whatever is farther away along a ray is lower.
/// </summary>
internal sealed class PartCanvas
{
    /// <summary>It is drawn so many times as large, and made smaller at the end: edges get smooth.</summary>
    private const int Oversampling = 2;

    /// <summary>The part's own size is between the margins, in shares of the picture.</summary>
    private const double Margin = 0.08;

    /// <summary>A line of a usual nozzle, in mm. Thicker than most, so that no holes show between lines.</summary>
    private const double LineWidth = 0.5;

    /// <summary>How far the part is turned, and how far it is tilted towards the onlooker.</summary>
    private static readonly (double Sin, double Cos) Turn = Math.SinCos(-Math.PI / 5.5);
    private static readonly (double Sin, double Cos) Tilt = Math.SinCos(Math.PI / 5);

    private readonly int _size;
    private readonly Box _box;
    private readonly double _scale;
    private readonly double _left;
    private readonly double _low;
    private readonly double[] _heights;
    private readonly byte[] _shades;

    public PartCanvas(int pixels, Box box)
    {
        _size = pixels * Oversampling;
        _box = box;
        _heights = new double[_size * _size];
        _shades = new byte[_size * _size];
        Array.Fill(_heights, double.NegativeInfinity);
        (double minU, double maxU, double minV, double maxV) = Extent(box);
        double room = _size * (1 - 2 * Margin);
        _scale = room / Math.Max(Math.Max(maxU - minU, maxV - minV), 1e-3);
        _left = (_size - (maxU - minU) * _scale) / 2 - minU * _scale;
        _low = (_size - (maxV - minV) * _scale) / 2 - minV * _scale;
    }

    /// <summary>Whether nothing was drawn.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Draws a line of filament.</summary>
    public void Draw(in AxisValues from, in AxisValues to)
    {
        (double u1, double v1) = Project(from.X, from.Y, from.Z);
        (double u2, double v2) = Project(to.X, to.Y, to.Z);
        double x = _left + u1 * _scale;
        double y = _low + v1 * _scale;
        double dx = (u2 - u1) * _scale;
        double dy = (v2 - v1) * _scale;
        int steps = Math.Max(1, (int)Math.Ceiling(Math.Max(Math.Abs(dx), Math.Abs(dy))));
        byte shade = Shade(to.X - from.X, to.Y - from.Y, to.Z);
        int width = Math.Clamp((int)Math.Ceiling(LineWidth * _scale), 1, 9);
        for (int step = 0; step <= steps; step++)
        {
            double share = (double)step / steps;
            Stamp(x + dx * share, y + dy * share, width, from.Z + (to.Z - from.Z) * share, shade);
        }
        IsEmpty = false;
    }

    /// <summary>The pixels: four bytes each, row by row from the top, transparent where nothing is.</summary>
    public byte[] ToRgba()
    {
        int pixels = _size / Oversampling;
        byte[] rgba = new byte[pixels * pixels * 4];
        for (int row = 0; row < pixels; row++)
        for (int column = 0; column < pixels; column++)
        {
            (int count, int sum) = (0, 0);
            for (int i = 0; i < Oversampling * Oversampling; i++)
            {
                int y = _size - 1 - (row * Oversampling + i / Oversampling);
                int at = y * _size + column * Oversampling + i % Oversampling;
                if (_shades[at] == 0)
                    continue;
                count++;
                sum += _shades[at];
            }
            if (count == 0)
                continue;
            int shade = sum / count;
            int to = (row * pixels + column) * 4;
            // A green that stands out from light and from dark.
            rgba[to] = (byte)(shade * 64 / 255);
            rgba[to + 1] = (byte)(shade * 190 / 255);
            rgba[to + 2] = (byte)(shade * 176 / 255);
            rgba[to + 3] = (byte)(255 * count / (Oversampling * Oversampling));
        }
        return rgba;
    }

    private static (double U, double V) Project(double x, double y, double z)
    {
        double depth = x * Turn.Sin + y * Turn.Cos;
        return (x * Turn.Cos - y * Turn.Sin, z * Tilt.Cos + depth * Tilt.Sin);
    }

    private static (double MinU, double MaxU, double MinV, double MaxV) Extent(in Box box)
    {
        (double minU, double maxU, double minV, double maxV) = (
            double.PositiveInfinity,
            double.NegativeInfinity,
            double.PositiveInfinity,
            double.NegativeInfinity
        );
        for (int corner = 0; corner < 8; corner++)
        {
            (double u, double v) = Project(
                (corner & 1) == 0 ? box.MinX : box.MaxX,
                (corner & 2) == 0 ? box.MinY : box.MaxY,
                (corner & 4) == 0 ? box.MinZ : box.MaxZ
            );
            (minU, maxU) = (Math.Min(minU, u), Math.Max(maxU, u));
            (minV, maxV) = (Math.Min(minV, v), Math.Max(maxV, v));
        }
        return (minU, maxU, minV, maxV);
    }

    /// <summary>Walls are lit from one side; what is higher is a little brighter. Never 0, which stands for nothing.</summary>
    private byte Shade(double dx, double dy, double z)
    {
        double length = Math.Sqrt(dx * dx + dy * dy);
        double facing = length < 1e-9 ? 0.5 : Math.Abs(dx * 0.9 - dy * 0.44) / length;
        double height = _box.SizeZ > 0 ? Math.Clamp((z - _box.MinZ) / _box.SizeZ, 0, 1) : 1;
        return (byte)Math.Clamp(255 * (0.5 + 0.32 * facing + 0.18 * height), 1, 255);
    }

    private void Stamp(double x, double y, int width, double z, byte shade)
    {
        int left = (int)Math.Round(x - width / 2.0);
        int low = (int)Math.Round(y - width / 2.0);
        for (int row = Math.Max(0, low); row < Math.Min(_size, low + width); row++)
        for (int column = Math.Max(0, left); column < Math.Min(_size, left + width); column++)
        {
            int at = row * _size + column;
            if (z < _heights[at])
                continue;
            _heights[at] = z;
            _shades[at] = shade;
        }
    }
}
