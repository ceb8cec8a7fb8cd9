using Gantry.Firmware.Temperatures;

namespace Gantry.Printing.Temperatures;

/// <summary>Temperatures over some time, to be drawn or kept. Immutable.</summary>
public sealed class TemperatureSeries
{
    private readonly SortedDictionary<HeaterId, TemperaturePoint[]> _points;

    internal TemperatureSeries(SortedDictionary<HeaterId, TemperaturePoint[]> points) => _points = points;

    /// <summary>The heaters, hotends first.</summary>
    public IReadOnlyCollection<HeaterId> Heaters => _points.Keys;

    /// <summary>The points of a heater, in the order of time; none for a heater that is not here.</summary>
    public ReadOnlySpan<TemperaturePoint> this[HeaterId heater] =>
        _points.TryGetValue(heater, out TemperaturePoint[]? points) ? points : [];
}
