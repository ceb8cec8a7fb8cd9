namespace Gantry.Printing.Temperatures;

/// <summary>Joins neighbouring points until there are few enough.</summary>
internal static class TemperatureThinning
{
    public static TemperaturePoint[] Thin(List<TemperaturePoint> points, int most)
    {
        if (points.Count <= most)
            return [.. points];
        var thinned = new TemperaturePoint[most];
        for (int i = 0; i < most; i++)
        {
            int start = (int)((long)i * points.Count / most);
            int end = (int)((long)(i + 1) * points.Count / most);
            TemperaturePoint joined = points[start];
            for (int j = start + 1; j < end; j++)
                joined = Join(joined, points[j]);
            thinned[i] = joined;
        }
        return thinned;
    }

    private static TemperaturePoint Join(in TemperaturePoint a, in TemperaturePoint later) =>
        new(a.At, Math.Min(a.Low, later.Low), Math.Max(a.High, later.High), later.Target);
}
