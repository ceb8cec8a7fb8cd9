namespace Gantry.Simulator.Faults;

/// <summary>The faults of a plan that strike once, by what triggers them.</summary>
internal sealed class FaultSchedule
{
    private readonly List<TimedFault> _byTime;
    private readonly List<TimedFault> _byCommands;

    public FaultSchedule(FaultPlan plan)
    {
        _byTime = [.. plan.Timed.Where(f => f.Trigger.Commands is null).OrderBy(f => f.Trigger.Time)];
        _byCommands = [.. plan.Timed.Where(f => f.Trigger.Commands is not null).OrderBy(f => f.Trigger.Commands)];
    }

    /// <summary>When the next fault strikes by time; the largest time when there is none.</summary>
    public TimeSpan NextTime => _byTime.Count > 0 ? _byTime[0].Trigger.Time : TimeSpan.MaxValue;

    /// <summary>Takes a fault whose time has come.</summary>
    public TimedFault? TakeByTime(TimeSpan now) => Take(_byTime, _byTime.Count > 0 && _byTime[0].Trigger.Time <= now);

    /// <summary>Takes a fault that strikes after so many executed commands.</summary>
    public TimedFault? TakeByCommands(long executed) =>
        Take(_byCommands, _byCommands.Count > 0 && _byCommands[0].Trigger.Commands <= executed);

    private static TimedFault? Take(List<TimedFault> faults, bool isDue)
    {
        if (!isDue)
            return null;
        TimedFault first = faults[0];
        faults.RemoveAt(0);
        return first;
    }
}
