using System.Globalization;
using System.Text.RegularExpressions;

namespace Gantry.Simulator.Faults;

/// <summary>One item of a fault plan as it was written, and the ways to read its parts.</summary>
/// <param name="Source">The whole item, for messages.</param>
/// <param name="Name">What stands before <c>@</c> and <c>=</c>.</param>
/// <param name="When">What stands behind <c>@</c>, if anything.</param>
/// <param name="Value">What stands behind <c>=</c>, if anything.</param>
internal sealed partial record FaultItem(string Source, string Name, string? When, string? Value)
{
    private static readonly string[] Lasting =
    [
        "seed",
        "noise",
        "noise-in",
        "noise-out",
        "flip-in",
        "flip-out",
        "lose-in",
        "lose-out",
        "insert-in",
        "insert-out",
        "lost-ok",
        "cut-reply",
        "glue-reply",
        "resend-storm",
        "chatter",
        "invalid-utf8",
    ];

    private static readonly string[] Timed =
    [
        "stall",
        "reset",
        "kill",
        "drop",
        "runaway",
        "heating-failed",
        "mintemp",
        "maxtemp",
        "flood",
    ];

    public static FaultItem Split(string source)
    {
        int equals = source.IndexOf('=', StringComparison.Ordinal);
        string left = equals < 0 ? source : source[..equals];
        int at = left.IndexOf('@', StringComparison.Ordinal);
        return new FaultItem(
            source,
            (at < 0 ? left : left[..at]).Trim(),
            at < 0 ? null : left[(at + 1)..].Trim(),
            equals < 0 ? null : source[(equals + 1)..].Trim()
        );
    }

    /// <summary>Cuts the value at a separator; the second half is null when the separator is not there.</summary>
    public (FaultItem First, FaultItem? Second) SplitValue(char separator)
    {
        int at = Value?.IndexOf(separator, StringComparison.Ordinal) ?? -1;
        return at < 0 ? (this, null) : (this with { Value = Value![..at] }, this with { Value = Value![(at + 1)..] });
    }

    /// <summary>A probability: 0.001, 1e-3, 1/1000 or 0.1%.</summary>
    public double Rate()
    {
        Match match = RatePattern().Match(Value ?? "");
        double rate = match.Success ? Number(match.Groups[1].Value) : double.NaN;
        if (match.Groups[2].Value is { Length: > 1 } divisor)
            rate /= Number(divisor[1..]);
        else if (match.Groups[2].Length == 1)
            rate /= 100;
        return rate is >= 0 and <= 1
            ? rate
            : throw Wrong($"a probability from 0 to 1, as in {Name}=0.001, {Name}=1/1000 or {Name}=0.1%");
    }

    public int Whole(int least, int most) =>
        int.TryParse(Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
        && value >= least
        && value <= most
            ? value
            : throw Wrong($"a whole number from {least} to {most}");

    public TimeSpan Duration(TimeSpan? fallback = null) =>
        Value is null && fallback is { } given
            ? given
            : ReadDuration(Value) ?? throw Wrong($"a duration, as in {Name}@{When}=30s (units: ms, s, m, h)");

    public string Heater()
    {
        string heater = Value ?? "E0";
        return HeaterPattern().IsMatch(heater)
            ? heater
            : throw Wrong($"a heater: E0, E1 … for hotends, bed or chamber, as in {Name}@{When}=bed");
    }

    public long Size(long fallback)
    {
        if (Value is null)
            return fallback;
        Match match = SizePattern().Match(Value);
        long unit = match.Groups[2].Value switch
        {
            "kB" => 1_000,
            "MB" => 1_000_000,
            _ => 1,
        };
        return match.Success ? checked((long)Number(match.Groups[1].Value) * unit) : throw SizeExpected();
    }

    public FaultTrigger Trigger()
    {
        if (long.TryParse(When, NumberStyles.None, CultureInfo.InvariantCulture, out long commands))
            return new FaultTrigger(commands, TimeSpan.Zero);
        return ReadDuration(When) is { } time
            ? new FaultTrigger(null, time)
            : throw Wrong($"a moment: {Name}@500 is after 500 executed commands, {Name}@60s after 60 seconds");
    }

    public TimedFault WithoutValue(TimedFault fault) => Value is null ? fault : throw Wrong("no value");

    /// <summary>The name is not one of those that can stand with a moment, or without.</summary>
    public FaultSyntaxException Misplaced()
    {
        if (Timed.Contains(Name))
            return new(
                $"The fault \"{Source}\" needs a moment: {Name}@500 is after 500 executed commands, {Name}@60s after 60 seconds."
            );
        if (Lasting.Contains(Name))
            return new($"The fault \"{Source}\" goes on all the time and has no moment: write {Name}=VALUE.");
        return new(
            Name.Length == 0
                ? $"An item of the fault plan has no name: \"{Source}\". Items have a comma between them, as in noise=1e-3,reset@1200."
                : $"There is no fault \"{Name}\". Lasting: {string.Join(", ", Lasting)}. At a moment: {string.Join(", ", Timed)}."
        );
    }

    private FaultSyntaxException SizeExpected() =>
        Wrong($"a size of up to 9 digits in bytes, kB or MB, as in {Name}@{When}=10MB");

    private FaultSyntaxException Wrong(string expected) =>
        new($"The fault \"{Source}\" is wrong: expected {expected}.");

    private static TimeSpan? ReadDuration(string? text) =>
        DurationText.TryParse(text, out TimeSpan duration) ? duration : null;

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,9}(?:\.\d{1,9})?(?:[eE]-\d{1,2})?)(/\d{1,9}|%)?$")]
    private static partial Regex RatePattern();

    [GeneratedRegex(@"^(\d{1,9})(kB|MB)?$")]
    private static partial Regex SizePattern();

    [GeneratedRegex(@"^(E[0-7]|bed|chamber)$")]
    private static partial Regex HeaterPattern();
}
