namespace Gantry.Simulator.Thermal;

/// <summary>
/// Marlin's two guards over a heater. While it heats up, it must gain some kelvins in each period, or heating has failed; once
/// it has reached its target, it may not stay below for long, or it has run away.
/// </summary>
internal sealed class ThermalWatch(HeaterKind kind)
{
    private bool _reached;
    private double _belowSince;
    private double _watchTarget;
    private double _watchUntil;

    /// <summary>A new target was set.</summary>
    public void Restart(double temperature, double target, double now)
    {
        _reached = false;
        _belowSince = now;
        Watch(temperature, target, now);
    }

    public HeaterFault Check(double temperature, double target, double now)
    {
        if (target <= 0)
            return HeaterFault.None;
        if (!_reached && now >= _watchUntil)
        {
            if (temperature < _watchTarget)
                return HeaterFault.HeatingFailed;
            Watch(temperature, target, now);
        }
        _reached |= temperature >= target - 0.5;
        if (!_reached || temperature >= target - kind.RunawayHysteresis)
            _belowSince = now;
        return now - _belowSince >= kind.RunawayPeriod ? HeaterFault.Runaway : HeaterFault.None;
    }

    // Close to the target a gain cannot be asked for: Marlin stops watching there.
    private void Watch(double temperature, double target, double now)
    {
        bool far = temperature < target - (kind.WatchIncrease + kind.RunawayHysteresis + 1);
        _watchTarget = temperature + kind.WatchIncrease;
        _watchUntil = far ? now + kind.WatchPeriod : double.PositiveInfinity;
    }
}
