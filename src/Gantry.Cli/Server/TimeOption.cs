using System.CommandLine;
using System.Globalization;

namespace Gantry.Cli.Server;

/// <summary>Options that take a time, by the clock of this machine.</summary>
internal static class TimeOption
{
    /// <summary>An option that takes one.</summary>
    public static Option<DateTimeOffset?> Create(string name, string description) =>
        new(name)
        {
            Description = $"{description}, as '2026-11-21 18:00', by this machine's clock.",
            HelpName = "TIME",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (
                    DateTimeOffset.TryParse(
                        text,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeLocal,
                        out DateTimeOffset time
                    )
                )
                    return time;
                result.AddError($"{name} takes a time, as '2026-11-21 18:00', not '{text}'.");
                return null;
            },
        };
}
