namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>A picture of three bytes a pixel (red, green, blue), row by row, and some tools to draw on it.</summary>
internal sealed class Canvas(int width, int height)
{
    /// <summary>Pixels of a row.</summary>
    public int Width { get; } = width;

    /// <summary>Rows.</summary>
    public int Height { get; } = height;

    /// <summary>The pixels.</summary>
    public byte[] Pixels { get; } = new byte[width * height * 3];

    /// <summary>Fills all of it with a colour that changes from top to bottom.</summary>
    public void Fill(Ink top, Ink bottom)
    {
        for (int y = 0; y < Height; y++)
            Rectangle(0, y, Width, 1, top.Towards(bottom, (double)y / Height));
    }

    /// <summary>Fills a rectangle; what is outside is left out.</summary>
    public void Rectangle(int x, int y, int width, int height, Ink ink)
    {
        int left = Math.Clamp(x, 0, Width);
        int right = Math.Clamp(x + width, 0, Width);
        for (int row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        for (int column = left; column < right; column++)
            Set((row * Width + column) * 3, ink);
    }

    /// <summary>A line of one pixel; what is outside is left out.</summary>
    public void Line(double x0, double y0, double x1, double y1, Ink ink)
    {
        double longest = Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        // Nothing here is larger than the picture by more than its place on the bed.
        int steps = (int)Math.Min(Math.Ceiling(longest), 4 * (Width + Height));
        for (int i = 0; i <= steps; i++)
        {
            double share = steps == 0 ? 0 : (double)i / steps;
            Dot(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, ink);
        }
    }

    /// <summary>Writes a line of text.</summary>
    public void Text(int x, int y, int scale, string text, Ink ink)
    {
        foreach (char sign in PixelFont.Fit(text))
        {
            for (int row = 0; row < PixelFont.Height; row++)
            for (int column = 0; column < PixelFont.Width; column++)
                if (PixelFont.HasInk(sign, column, row))
                    Rectangle(x + column * scale, y + row * scale, scale, scale, ink);
            x += (PixelFont.Width + 1) * scale;
        }
    }

    private void Dot(double x, double y, Ink ink)
    {
        int column = (int)Math.Round(x);
        int row = (int)Math.Round(y);
        if (column >= 0 && column < Width && row >= 0 && row < Height)
            Set((row * Width + column) * 3, ink);
    }

    private void Set(int at, Ink ink)
    {
        Pixels[at] = ink.Red;
        Pixels[at + 1] = ink.Green;
        Pixels[at + 2] = ink.Blue;
    }
}
