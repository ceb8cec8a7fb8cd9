namespace Gantry.Simulator.Thermal;

/// <summary>What the firmware finds wrong with a heater; it halts on each of them.</summary>
internal enum HeaterFault
{
    None,
    HeatingFailed,
    Runaway,
    MinTemp,
    MaxTemp,
}
