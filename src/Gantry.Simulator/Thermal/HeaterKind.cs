namespace Gantry.Simulator.Thermal;

/// <summary>What a kind of heater is made of, and how Marlin watches over it.</summary>
/// <param name="Watts">Full power.</param>
/// <param name="HeatCapacity">J/K.</param>
/// <param name="Loss">W/K to the air.</param>
/// <param name="ControlBand">Full power until this many kelvins are left; then ever less, so that it does not overshoot.</param>
/// <param name="MaxTarget">The hottest target that the firmware takes, °C (MAXTEMP less the overshoot allowed).</param>
/// <param name="RunawayPeriod">Seconds below target before a runaway is called (THERMAL_PROTECTION_PERIOD).</param>
/// <param name="RunawayHysteresis">How far below, K (THERMAL_PROTECTION_HYSTERESIS).</param>
/// <param name="WatchPeriod">Seconds in which heating must show (WATCH_TEMP_PERIOD).</param>
/// <param name="WatchIncrease">By how much, K (WATCH_TEMP_INCREASE).</param>
internal sealed record HeaterKind(
    double Watts,
    double HeatCapacity,
    double Loss,
    double ControlBand,
    double MaxTarget,
    double RunawayPeriod,
    double RunawayHysteresis,
    double WatchPeriod,
    double WatchIncrease
)
{
    /// <summary>A 40 W cartridge in a small block: about 75 s to 200 °C. Protection as in Marlin's Configuration_adv.h.</summary>
    public static HeaterKind Hotend { get; } = new(40, 12, 0.1, 8, 260, 40, 4, 40, 2);

    /// <summary>A 220 W bed of 235 mm: about 90 s to 60 °C.</summary>
    public static HeaterKind Bed { get; } = new(220, 450, 1.2, 4, 140, 20, 2, 60, 2);

    /// <summary>A small heater in a closed case: minutes.</summary>
    public static HeaterKind Chamber { get; } = new(600, 3000, 3, 1, 100, 20, 2, 60, 2);
}
