namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>Draws a bed and what lies on it as somebody sees it who walks slowly around it.</summary>
internal sealed class PlateDrawing
{
    private const double Tilt = 0.45;
    private const double Rise = 0.85;
    private const double GridMm = 10;

    private static readonly Ink Grid = new(52, 64, 80);
    private static readonly Ink Edge = new(120, 138, 160);
    private static readonly Ink Light = new(255, 255, 255);
    private static readonly Ink Shadow = new(16, 20, 28);
    private static readonly Ink Nozzle = new(255, 196, 64);

    private readonly Canvas _canvas;
    private readonly double _middleX;
    private readonly double _middleY;
    private readonly double _scale;
    private readonly double _ground;
    private readonly double _sine;
    private readonly double _cosine;

    /// <summary>Looks at a bed, and closer at what is printed, if anything is.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="widthMm">Width of the bed.</param>
    /// <param name="depthMm">Depth of the bed.</param>
    /// <param name="path">What is printed.</param>
    /// <param name="turn">Where the one who looks stands, in radians.</param>
    public PlateDrawing(Canvas canvas, double widthMm, double depthMm, PrintPath path, double turn)
    {
        _canvas = canvas;
        (_sine, _cosine) = Math.SinCos(turn);
        bool isEmpty = path.Lines.Count == 0;
        (_middleX, _middleY) = isEmpty
            ? (widthMm / 2, depthMm / 2)
            : ((path.Least.X + path.Most.X) / 2, (path.Least.Y + path.Most.Y) / 2);
        double across = isEmpty
            ? Math.Sqrt(widthMm * widthMm + depthMm * depthMm)
            : Math.Sqrt(Math.Pow(path.Most.X - path.Least.X, 2) + Math.Pow(path.Most.Y - path.Least.Y, 2)) * 1.2;
        double up = across * Tilt + path.Most.Z * Rise;
        _scale = Math.Min(canvas.Width * 0.75 / Math.Max(1, across), canvas.Height * 0.58 / Math.Max(1, up));
        _ground = canvas.Height * 0.78 - across * Tilt / 2 * _scale;
    }

    /// <summary>The bed with its grid of centimetres.</summary>
    public void DrawBed(double widthMm, double depthMm)
    {
        for (double x = 0; x <= widthMm; x += GridMm)
            Line(x, 0, x, depthMm, 0, Grid);
        for (double y = 0; y <= depthMm; y += GridMm)
            Line(0, y, widthMm, y, 0, Grid);
        Line(0, 0, widthMm, 0, 0, Edge);
        Line(widthMm, 0, widthMm, depthMm, 0, Edge);
        Line(widthMm, depthMm, 0, depthMm, 0, Edge);
        Line(0, depthMm, 0, 0, 0, Edge);
    }

    /// <summary>What is there so far.</summary>
    /// <param name="path">All of it.</param>
    /// <param name="count">The lines that are there.</param>
    /// <param name="ink">The colour of the filament.</param>
    public void DrawPrint(PrintPath path, int count, Ink ink)
    {
        double newest = count == 0 ? 0 : path.Lines[count - 1].Z;
        for (int i = 0; i < count; i++)
        {
            PathLine line = path.Lines[i];
            double along = Math.Atan2(line.Y1 - line.Y0, line.X1 - line.X0);
            (double sine, double cosine) = Math.SinCos(along);
            // Walls across the view catch the light; those along it lie in the shade.
            double light = Math.Abs(cosine * _cosine - sine * _sine);
            Ink shade = ink.Towards(Shadow, 0.62 - 0.5 * light);
            if (line.Z >= newest)
                shade = ink.Towards(Light, 0.55);
            Line(line.X0, line.Y0, line.X1, line.Y1, line.Z, shade);
        }
    }

    /// <summary>The nozzle over the end of the last line.</summary>
    public void DrawNozzle(PathLine last)
    {
        (double x, double y) = Place(last.X1, last.Y1, last.Z);
        for (int row = 0; row < 14; row++)
        {
            double half = Math.Min(5, row / 2.0);
            _canvas.Line(x - half, y - row, x + half, y - row, Nozzle);
        }
        _canvas.Rectangle((int)x - 7, (int)y - 26, 15, 12, Edge);
    }

    private void Line(double x0, double y0, double x1, double y1, double z, Ink ink)
    {
        (double fromX, double fromY) = Place(x0, y0, z);
        (double toX, double toY) = Place(x1, y1, z);
        _canvas.Line(fromX, fromY, toX, toY, ink);
    }

    private (double X, double Y) Place(double x, double y, double z)
    {
        double right = (x - _middleX) * _cosine - (y - _middleY) * _sine;
        double away = (x - _middleX) * _sine + (y - _middleY) * _cosine;
        return (_canvas.Width / 2.0 + right * _scale, _ground - away * Tilt * _scale - z * Rise * _scale);
    }
}
