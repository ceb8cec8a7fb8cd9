using System.Globalization;

namespace Gantry.Fleet.Matching;

/// <summary>Keeps a weak fuse whole: how many printers may heat up at once, and how soon one after the other.</summary>
internal sealed class PowerBudget
{
    private readonly QueueRules _rules;
    private readonly DateTimeOffset _now;
    private DateTimeOffset? _lastStart;
    private double _watts;

    public PowerBudget(MatchInput input)
    {
        (_rules, _now) = (input.Rules, input.Now);
        _lastStart = input.Printers.Max(p => p.LastStartAt);
        _watts = input.Printers.Where(p => p.HeatsUp).Sum(p => p.Profile.HeatUpWatts);
    }

    /// <summary>What speaks against one more.</summary>
    public IReadOnlyList<WaitReason> Reasons(PrinterFacts printer)
    {
        // A start far in the future tells that the clock was set back; the queue shall not stand still until it is there again.
        if (
            _rules.StaggerSeconds > 0
            && _lastStart is { } last
            && Math.Abs((_now - last).TotalSeconds) < _rules.StaggerSeconds
        )
        {
            double left = _rules.StaggerSeconds - (_now - last).TotalSeconds;
            return
            [
                new(
                    WaitCode.Power,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Another printer has just begun to heat up; this one may in {Math.Ceiling(left)} s."
                    )
                ),
            ];
        }
        double wanted = _watts + printer.Profile.HeatUpWatts;
        // A printer that alone needs more than the limit may heat up alone.
        return _rules.PowerLimitW > 0 && _watts > 0 && wanted > _rules.PowerLimitW
            ?
            [
                new(
                    WaitCode.Power,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Printers that heat up would draw {wanted:0} W together; {_rules.PowerLimitW:0} W are the limit."
                    )
                ),
            ]
            : [];
    }

    /// <summary>One more begins.</summary>
    public void Start(PrinterFacts printer)
    {
        _lastStart = _now;
        _watts += printer.Profile.HeatUpWatts;
    }
}
