namespace Gantry.Simulator.Thermal;

/// <summary>All heaters of a printer, brought up to date whenever somebody looks.</summary>
internal sealed class HeaterBank
{
    private readonly MachinePace _pace;
    private readonly List<Heater> _all = [];
    private bool _anyBroken;

    public HeaterBank(int hotends, bool hasChamber, MachinePace pace)
    {
        _pace = pace;
        Hotends = [.. Enumerable.Range(0, hotends).Select(i => new Heater($"E{i}", HeaterKind.Hotend))];
        _all.AddRange(Hotends);
        Bed = new Heater("bed", HeaterKind.Bed);
        _all.Add(Bed);
        if (!hasChamber)
            return;
        Chamber = new Heater("chamber", HeaterKind.Chamber);
        _all.Add(Chamber);
    }

    public IReadOnlyList<Heater> Hotends { get; }

    public Heater Bed { get; }

    public Heater? Chamber { get; }

    /// <summary>Whether a heater is on that a fault has broken: then the firmware's guards must be asked from time to time.</summary>
    public bool NeedsWatching => _anyBroken && _all.Exists(h => (h.IsBroken || h.BreaksWhenHot) && h.Target > 0);

    /// <summary>Whether a heater has a fault that the firmware has not acted on yet.</summary>
    public bool HasFault { get; private set; }

    /// <summary>Something about a heater breaks.</summary>
    /// <param name="name">E0, bed, chamber; one that is not there cannot break.</param>
    /// <param name="fault">What the firmware will find in the end.</param>
    /// <param name="now">The time.</param>
    public void Break(string name, HeaterFault fault, TimeSpan now)
    {
        AdvanceTo(now);
        if (_all.Find(h => h.Name == name) is not { } heater)
            return;
        _anyBroken = true;
        if (fault == HeaterFault.HeatingFailed)
            heater.IsBroken = true;
        else if (fault == HeaterFault.Runaway)
            heater.BreaksWhenHot = true;
        else
            heater.BreakSensor(fault);
        AdvanceTo(now);
    }

    /// <summary>Lives on to a time of the host.</summary>
    /// <returns>The first heater with which something is wrong, if any.</returns>
    public Heater? AdvanceTo(TimeSpan now)
    {
        foreach (Heater heater in _all)
        {
            if (_pace.IsInstant)
                heater.JumpToTarget();
            else
                heater.AdvanceTo(_pace.ToMachineSeconds(now));
            if (heater.Fault == HeaterFault.None)
                continue;
            HasFault = true;
            return heater;
        }
        return null;
    }

    /// <summary>All off, as at a reset or a halt.</summary>
    public void TurnOff()
    {
        HasFault = false;
        foreach (Heater heater in _all)
            heater.ForgetTarget();
    }
}
