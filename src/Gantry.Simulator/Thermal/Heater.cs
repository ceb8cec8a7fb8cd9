namespace Gantry.Simulator.Thermal;

/// <summary>
/// A heater with thermal mass: C·dT/dt = power − loss·(T − ambient), held at its target by a controller that lowers the power in
/// the last kelvins. Time is the machine's, in seconds.
/// </summary>
internal sealed class Heater(string name, HeaterKind kind)
{
    /// <summary>The room's temperature in °C; also what a thermistor reads after the night.</summary>
    public const double Ambient = 21.87;

    private const double Step = 0.1;

    private readonly ThermalWatch _watch = new(kind);

    // Steps lived so far. They are counted, not added up, so that it does not matter when somebody looks.
    private long _steps;

    /// <summary>How the firmware names it in errors: E0, bed, chamber.</summary>
    public string Name { get; } = name;

    public HeaterKind Kind { get; } = kind;

    /// <summary>°C; 0 is off.</summary>
    public double Target { get; private set; }

    /// <summary>°C.</summary>
    public double Temperature { get; private set; } = Ambient;

    /// <summary>The share of full power in use, 0 to 1.</summary>
    public double Duty { get; private set; }

    /// <summary>What the firmware has found wrong.</summary>
    public HeaterFault Fault { get; private set; }

    /// <summary>Whether the heater is loose from now on: power has no effect.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Whether it comes loose as soon as it is at its target.</summary>
    public bool BreaksWhenHot { get; set; }

    public void SetTarget(double celsius)
    {
        Target = Math.Clamp(celsius, 0, Kind.MaxTarget);
        Duty = DutyNow();
        _watch.Restart(Temperature, Target, Now);
    }

    /// <summary>The sensor fails at once.</summary>
    public void BreakSensor(HeaterFault fault) => Fault = fault;

    /// <summary>Lives on to a time.</summary>
    public void AdvanceTo(double seconds)
    {
        long until = (long)(seconds / Step);
        while (_steps < until && Fault == HeaterFault.None)
        {
            if (IsSettled())
            {
                _steps = until;
                return;
            }
            _steps++;
            Heat();
            Fault = _watch.Check(Temperature, Target, Now);
        }
    }

    /// <summary>Everything takes no time: it is at its target at once.</summary>
    public void JumpToTarget()
    {
        Temperature = Target > 0 ? Target : Ambient;
        Duty = DutyNow();
    }

    /// <summary>The firmware starts anew and knows of no target; the metal stays as warm as it is.</summary>
    public void ForgetTarget()
    {
        SetTarget(0);
        Fault = HeaterFault.None;
    }

    private void Heat()
    {
        Duty = DutyNow();
        IsBroken |= BreaksWhenHot && IsAtTarget;
        double power = IsBroken ? 0 : Duty * Kind.Watts;
        Temperature += (power - (Kind.Loss * (Temperature - Ambient))) * Step / Kind.HeatCapacity;
    }

    private double DutyNow()
    {
        if (Target <= 0)
            return 0;
        double hold = Kind.Loss * (Target - Ambient) / Kind.Watts;
        return Math.Clamp(hold + ((Target - Temperature) / Kind.ControlBand), 0, 1);
    }

    private double Now => _steps * Step;

    private bool IsAtTarget => Target > 0 && Math.Abs(Temperature - Target) < 0.5;

    // Nothing will change by itself: no need to live through every step.
    private bool IsSettled()
    {
        if ((IsBroken || BreaksWhenHot) && Target > 0)
            return false;
        double rest = Target > 0 ? Target : Ambient;
        return Math.Abs(Temperature - rest) < 0.005;
    }
}
