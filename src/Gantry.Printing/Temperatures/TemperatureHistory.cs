using Gantry.Firmware.Temperatures;

namespace Gantry.Printing.Temperatures;

/// <summary>
/// The temperatures of a printer: each second of the last half hour, then every ten seconds of the last four hours, then every
/// minute of the last two days, each with its lowest and highest value. One thread adds, any thread reads, and neither waits
/// for the other. Two days take 40 kB for each heater, and 30 kB besides.
/// </summary>
public sealed class TemperatureHistory
{
    /// <summary>Heaters that are kept; more are left out.</summary>
    public const int MostHeaters = 16;

    /// <summary>How far back each second is kept.</summary>
    public static readonly TimeSpan FullRate = TimeSpan.FromMinutes(30);

    /// <summary>How far back anything is kept.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    private readonly HistoryTier[] _tiers = [new(1, 1800), new(10, 1440), new(60, 2880)];
    private HeaterId[] _heaters = [];

    /// <summary>Takes a report.</summary>
    /// <param name="at">Since any moment, as long as it is always the same; not before the last report.</param>
    /// <param name="readings">What the report says.</param>
    public void Add(TimeSpan at, ReadOnlySpan<TemperatureReading> readings)
    {
        int second = (int)Math.Clamp(at.TotalSeconds, 0, int.MaxValue - 60);
        foreach (HistoryTier tier in _tiers)
            tier.MoveTo(second, _heaters.Length);
        foreach (TemperatureReading reading in readings)
        {
            int heater = ColumnOf(reading.Heater);
            if (heater < 0)
                continue;
            HistoryCell cell = HistoryCell.Of(reading.Current, reading.Target);
            foreach (HistoryTier tier in _tiers)
                tier.Add(heater, cell);
        }
    }

    /// <summary>The temperatures of some time, for any thread. The last second is not yet among them.</summary>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="mostPoints">
    /// Points of a heater at the most, at least 2; where there are more, neighbours are joined, and keep the lowest and highest
    /// of them.
    /// </param>
    public TemperatureSeries Read(TimeSpan from, TimeSpan to, int mostPoints = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostPoints, 2);
        HeaterId[] heaters = Volatile.Read(ref _heaters);
        HistoryChunk[][] tiers = [.. _tiers.Select(t => t.Chunks)];
        var series = new SortedDictionary<HeaterId, TemperaturePoint[]>();
        for (int heater = 0; heater < heaters.Length; heater++)
        {
            List<TemperaturePoint> points = PointsOf(tiers, heater, from, to);
            if (points.Count > 0)
                series.Add(heaters[heater], TemperatureThinning.Thin(points, mostPoints));
        }
        return new TemperatureSeries(series);
    }

    /// <summary>The coarse rows up to where the finer ones begin, then those.</summary>
    private static List<TemperaturePoint> PointsOf(HistoryChunk[][] tiers, int heater, TimeSpan from, TimeSpan to)
    {
        var points = new List<TemperaturePoint>();
        for (int tier = tiers.Length - 1; tier >= 0; tier--)
        {
            int end = tier > 0 && tiers[tier - 1].Length > 0 ? tiers[tier - 1][0].SecondOf(0) : int.MaxValue;
            foreach (HistoryChunk chunk in tiers[tier])
            {
                int rows = chunk.Count;
                for (int row = 0; row < rows && chunk.SecondOf(row) < end; row++)
                {
                    HistoryCell cell = chunk[row, heater];
                    TemperaturePoint point = cell.ToPoint(chunk.SecondOf(row));
                    if (!cell.IsEmpty && point.At >= from && point.At <= to)
                        points.Add(point);
                }
            }
        }
        return points;
    }

    private int ColumnOf(HeaterId heater)
    {
        int column = Array.IndexOf(_heaters, heater);
        if (column >= 0 || _heaters.Length == MostHeaters)
            return column;
        Volatile.Write(ref _heaters, [.. _heaters, heater]);
        return _heaters.Length - 1;
    }
}
