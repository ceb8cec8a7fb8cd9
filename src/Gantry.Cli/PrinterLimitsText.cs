using System.CommandLine;
using System.Globalization;
using Gantry.GCode.Analysis;

namespace Gantry.Cli;

/// <summary>Reads what a printer can do from one argument: <c>220x220x250,hotend=260,bed=100,tools=1,nozzle=0.4</c>.</summary>
internal static class PrinterLimitsText
{
    /// <summary>An option that takes it.</summary>
    public static Option<PrinterLimits?> Option(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "SPEC",
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                if (TryParse(text, out PrinterLimits? limits, out string problem))
                    return limits;
                result.AddError(problem);
                return null;
            },
        };

    /// <summary>Reads the text.</summary>
    /// <param name="text">Parts with commas between them.</param>
    /// <param name="limits">What it says.</param>
    /// <param name="problem">The sentence for the user when it is not understood.</param>
    private static bool TryParse(string text, out PrinterLimits? limits, out string problem)
    {
        limits = null;
        problem = "";
        var found = new PrinterLimits();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
            if (Apply(found, part) is { } next)
                found = next;
            else
            {
                problem =
                    $"'{part}' is no printer limit. Expected a size as 220x220x250, or hotend=, bed=, chamber=, tools=, nozzle= with a number, or round, with commas between them.";
                return false;
            }
        limits = found;
        return true;
    }

    private static PrinterLimits? Apply(PrinterLimits limits, string part)
    {
        if (part == "round")
            return limits with { RoundBed = true };
        int equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return Size(limits, part);
        if (Number(part[(equals + 1)..]) is not { } value)
            return null;
        return part[..equals] switch
        {
            "hotend" => limits with { MaxHotend = value },
            "bed" => limits with { MaxBed = value },
            "chamber" => limits with { MaxChamber = value },
            "tools" => limits with { Tools = (int)Math.Min(value, 1000) },
            "nozzle" => limits with { NozzleDiameters = [.. limits.NozzleDiameters ?? [], value] },
            _ => null,
        };
    }

    private static PrinterLimits? Size(PrinterLimits limits, string part)
    {
        double?[] sizes = [.. part.Split('x').Select(Number)];
        return sizes switch
        {
            [{ } x, { } y] => limits with { MaxX = x, MaxY = y },
            [{ } x, { } y, { } z] => limits with { MaxX = x, MaxY = y, MaxZ = z },
            _ => null,
        };
    }

    private static double? Number(string text)
    {
        bool good = double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double value
        );
        return good && double.IsFinite(value) ? value : null;
    }
}
