namespace Gantry.Simulator.Faults;

/// <summary>What happens at a moment of a fault plan.</summary>
internal enum FaultKind
{
    /// <summary>The firmware stops for a while: it reads nothing and answers nothing.</summary>
    Stall,

    /// <summary>The board is reset.</summary>
    Reset,

    /// <summary>The firmware halts, as after M112.</summary>
    Kill,

    /// <summary>The port goes away for a while, as when a cable is pulled.</summary>
    Drop,

    /// <summary>A heater loses its contact after it has reached its target.</summary>
    Runaway,

    /// <summary>A heater never gets warm.</summary>
    HeatingFailed,

    /// <summary>A sensor reads too cold: a broken wire.</summary>
    MinTemp,

    /// <summary>A sensor reads too hot: a short circuit.</summary>
    MaxTemp,

    /// <summary>The printer sends one endless line.</summary>
    Flood,
}
