namespace Gantry.Simulator.Faults;

/// <summary>
/// Reads a fault plan: items with commas between them, each <c>name=value</c> or <c>name@when[=value]</c>.
/// </summary>
internal sealed class FaultPlanParser
{
    private readonly List<TimedFault> _timed = [];
    private FaultPlan _plan = FaultPlan.None;

    public FaultPlan Parse(string text)
    {
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Length == 0 && text.Trim().Length == 0)
                continue;
            Read(FaultItem.Split(part));
        }
        return _plan with { Timed = _timed };
    }

    private void Read(FaultItem item)
    {
        if (item.When is null)
            ReadLasting(item);
        else
            _timed.Add(ReadTimed(item));
    }

    private void ReadLasting(FaultItem item) =>
        _plan = item.Name switch
        {
            "seed" => _plan with { Seed = item.Whole(int.MinValue, int.MaxValue) },
            "noise" => _plan with { Inbound = Shares(item.Rate()), Outbound = Shares(item.Rate()) },
            "noise-in" => _plan with { Inbound = Shares(item.Rate()) },
            "noise-out" => _plan with { Outbound = Shares(item.Rate()) },
            "flip-in" => _plan with { Inbound = _plan.Inbound with { Flip = item.Rate() } },
            "flip-out" => _plan with { Outbound = _plan.Outbound with { Flip = item.Rate() } },
            "lose-in" => _plan with { Inbound = _plan.Inbound with { Lose = item.Rate() } },
            "lose-out" => _plan with { Outbound = _plan.Outbound with { Lose = item.Rate() } },
            "insert-in" => _plan with { Inbound = _plan.Inbound with { Insert = item.Rate() } },
            "insert-out" => _plan with { Outbound = _plan.Outbound with { Insert = item.Rate() } },
            "lost-ok" => _plan with { LostOk = item.Rate() },
            "cut-reply" => _plan with { CutReply = item.Rate() },
            "glue-reply" => _plan with { GlueReply = item.Rate() },
            "resend-storm" => ReadStorm(item),
            "chatter" => _plan with { Chatter = item.Rate() },
            "invalid-utf8" => _plan with { InvalidUtf8 = item.Rate() },
            _ => throw item.Misplaced(),
        };

    private FaultPlan ReadStorm(FaultItem item)
    {
        (FaultItem rate, FaultItem? length) = item.SplitValue('x');
        return _plan with
        {
            ResendStorm = rate.Rate(),
            ResendStormLength = length?.Whole(1, 10_000) ?? _plan.ResendStormLength,
        };
    }

    private static TimedFault ReadTimed(FaultItem item)
    {
        FaultTrigger when = item.Trigger();
        return item.Name switch
        {
            "stall" => new TimedFault(FaultKind.Stall, when, Duration: item.Duration()),
            "reset" => item.WithoutValue(new TimedFault(FaultKind.Reset, when)),
            "kill" => item.WithoutValue(new TimedFault(FaultKind.Kill, when)),
            "drop" => new TimedFault(FaultKind.Drop, when, Duration: item.Duration(TimeSpan.FromSeconds(1))),
            "runaway" => new TimedFault(FaultKind.Runaway, when, Heater: item.Heater()),
            "heating-failed" => new TimedFault(FaultKind.HeatingFailed, when, Heater: item.Heater()),
            "mintemp" => new TimedFault(FaultKind.MinTemp, when, Heater: item.Heater()),
            "maxtemp" => new TimedFault(FaultKind.MaxTemp, when, Heater: item.Heater()),
            "flood" => new TimedFault(FaultKind.Flood, when, Bytes: item.Size(10_000_000)),
            _ => throw item.Misplaced(),
        };
    }

    // "noise" is flips, losses and insertions in equal shares.
    private static NoiseRates Shares(double rate) => new(rate / 3, rate / 3, rate / 3);
}
