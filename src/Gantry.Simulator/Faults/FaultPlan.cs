namespace Gantry.Simulator.Faults;

/// <summary>Everything that goes wrong in a run. The same plan and the same input give the same run, byte for byte.</summary>
public sealed record FaultPlan
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Where the random numbers begin.</summary>
    internal int Seed { get; init; } = 1;

    /// <summary>Noise from the host to the board.</summary>
    internal NoiseRates Inbound { get; init; }

    /// <summary>Noise from the board to the host.</summary>
    internal NoiseRates Outbound { get; init; }

    /// <summary>The probability that an <c>ok</c> line is lost whole.</summary>
    internal double LostOk { get; init; }

    /// <summary>The probability that a reply ends early, without its line end.</summary>
    internal double CutReply { get; init; }

    /// <summary>The probability that a reply loses its line end, so that the next one is glued to it.</summary>
    internal double GlueReply { get; init; }

    /// <summary>The probability per accepted numbered line that the firmware wants it again, whatever it says.</summary>
    internal double ResendStorm { get; init; }

    /// <summary>How many lines in a row a storm refuses.</summary>
    internal int ResendStormLength { get; init; } = 5;

    /// <summary>The probability per command that the firmware says something nobody asked for.</summary>
    internal double Chatter { get; init; }

    /// <summary>The probability per command of a line that is not valid UTF-8.</summary>
    internal double InvalidUtf8 { get; init; }

    /// <summary>What happens once, in the order in which it was written.</summary>
    internal IReadOnlyList<TimedFault> Timed { get; init; } = [];

    /// <summary>Reads a plan: <c>noise=1e-3,seed=7,lost-ok=1/3000,stall@500=30s</c>; docs/simulator.md has the grammar.</summary>
    /// <exception cref="FaultSyntaxException">The text is not a plan; the message names the item and what it may be.</exception>
    public static FaultPlan Parse(string text) => new FaultPlanParser().Parse(text);
}
