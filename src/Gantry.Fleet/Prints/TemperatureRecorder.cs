using Gantry.Firmware.Temperatures;
using Gantry.Printing;
using Gantry.Printing.Temperatures;

namespace Gantry.Fleet.Prints;

/// <summary>The temperatures of one printer over the last two days, whatever connection they came through.</summary>
internal sealed class TemperatureRecorder
{
    private readonly Lock _gate = new();

    /// <summary>Set back by more than this, the clock was wrong: what came with it cannot be put in order with what comes now.</summary>
    private static readonly TimeSpan WrongClock = TimeSpan.FromHours(1);

    private TemperatureHistory _history = new();
    private DateTimeOffset _last = DateTimeOffset.UnixEpoch;

    /// <summary>Takes what a snapshot says, once.</summary>
    public void Take(PrinterSnapshot snapshot)
    {
        if (snapshot.TemperaturesAt is { } at)
            Add(at, [.. snapshot.Temperatures]);
    }

    /// <summary>Takes a report, unless it is not newer than the last one.</summary>
    public void Add(DateTimeOffset at, ReadOnlySpan<TemperatureReading> readings)
    {
        lock (_gate)
        {
            if (at < _last - WrongClock)
                _history = new TemperatureHistory();
            else if (at <= _last)
                return;
            _last = at;
            _history.Add(at - DateTimeOffset.UnixEpoch, readings);
        }
    }

    /// <summary>The temperatures of some time; their times are since the beginning of 1970.</summary>
    public TemperatureSeries Read(DateTimeOffset from, DateTimeOffset to, int mostPoints = int.MaxValue) =>
        _history.Read(from - DateTimeOffset.UnixEpoch, to - DateTimeOffset.UnixEpoch, mostPoints);

    /// <summary>Takes over what was kept of a print that goes on after a restart, with its lowest and highest values.</summary>
    public void Restore(byte[] packed)
    {
        TemperatureSeries series;
        try
        {
            series = TemperatureArchive.Decode(packed);
        }
        catch (TemperatureArchiveException)
        {
            return;
        }
        var points = new List<(TimeSpan At, TemperatureReading Low, TemperatureReading High)>();
        foreach (HeaterId heater in series.Heaters)
        foreach (TemperaturePoint p in series[heater])
            points.Add(
                (
                    p.At,
                    new TemperatureReading(heater, p.Low, p.Target, null),
                    new TemperatureReading(heater, p.High, p.Target, null)
                )
            );
        lock (_gate)
        {
            foreach (var point in points.OrderBy(p => p.At))
            {
                DateTimeOffset at = DateTimeOffset.UnixEpoch + point.At;
                if (at < _last)
                    continue;
                _last = at;
                _history.Add(point.At, [point.Low]);
                _history.Add(point.At, [point.High]);
            }
        }
    }
}
