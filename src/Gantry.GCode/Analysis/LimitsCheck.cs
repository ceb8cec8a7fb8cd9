using System.Globalization;
using Gantry.GCode.Checking;

namespace Gantry.GCode.Analysis;

/// <summary>Holds a file against what a printer can do.</summary>
public static class LimitsCheck
{
    /// <summary>Slicers round coordinates; less than this over the edge is on it. In mm.</summary>
    private const double Rounding = 0.05;

    /// <summary>Says what the printer cannot do. Also for an analysis that was made earlier.</summary>
    public static IReadOnlyList<PrinterFinding> Run(GCodeAnalysis analysis, PrinterLimits limits)
    {
        var findings = new List<PrinterFinding>();
        CheckRoom(analysis, limits, findings);
        CheckHeat(analysis, limits, findings);
        CheckTools(analysis, limits, findings);
        return findings;
    }

    private static void CheckRoom(GCodeAnalysis analysis, PrinterLimits limits, List<PrinterFinding> findings)
    {
        if (analysis.PrintBounds is { } print)
        {
            if (Outside(print, limits) is { } where)
                Add(PrinterFindingKind.OutsideBed, GCodeSeverity.Error, $"Prints outside the bed: {where}.");
            else if (limits.RoundBed && OutsideCircle(print, limits))
                Add(
                    PrinterFindingKind.OutsideBed,
                    GCodeSeverity.Warning,
                    $"A corner of the print's box ({Range(print)}) is outside the round bed."
                );
            if (limits.MaxZ is { } top && print.MaxZ > top + Rounding)
                Add(
                    PrinterFindingKind.TooHigh,
                    GCodeSeverity.Error,
                    $"Prints up to {Mm(print.MaxZ)}; the printer reaches {Mm(top)}."
                );
        }
        if (analysis.MoveBounds is not { } moves || findings.Count > 0)
            return;
        string? moved = Outside(moves, limits);
        if (moved is null && limits.MaxZ is { } highest && moves.MaxZ > highest + Rounding)
            moved = $"up to Z {Mm(moves.MaxZ)} of {Mm(highest)}";
        if (moved is not null)
            Add(
                PrinterFindingKind.MovesOutside,
                GCodeSeverity.Warning,
                $"The head is sent out of its range without printing there: {moved}."
            );

        void Add(PrinterFindingKind kind, GCodeSeverity severity, string message) =>
            findings.Add(new PrinterFinding(kind, severity, message));
    }

    private static string? Outside(in Box box, PrinterLimits limits) =>
        box.MinX < limits.MinX - Rounding ? $"X from {Mm(box.MinX)}; the bed begins at {Mm(limits.MinX)}"
        : box.MinY < limits.MinY - Rounding ? $"Y from {Mm(box.MinY)}; the bed begins at {Mm(limits.MinY)}"
        : limits.MaxX is { } right && box.MaxX > right + Rounding
            ? $"X up to {Mm(box.MaxX)}; the bed ends at {Mm(right)}"
        : limits.MaxY is { } back && box.MaxY > back + Rounding ? $"Y up to {Mm(box.MaxY)}; the bed ends at {Mm(back)}"
        : null;

    private static bool OutsideCircle(in Box box, PrinterLimits limits)
    {
        if (limits.MaxX is not { } maxX || limits.MaxY is not { } maxY)
            return false;
        double centerX = (limits.MinX + maxX) / 2;
        double centerY = (limits.MinY + maxY) / 2;
        double radius = Math.Min(maxX - limits.MinX, maxY - limits.MinY) / 2 + Rounding;
        double x = Math.Max(Math.Abs(box.MinX - centerX), Math.Abs(box.MaxX - centerX));
        double y = Math.Max(Math.Abs(box.MinY - centerY), Math.Abs(box.MaxY - centerY));
        return x * x + y * y > radius * radius;
    }

    private static void CheckHeat(GCodeAnalysis analysis, PrinterLimits limits, List<PrinterFinding> findings)
    {
        foreach ((int tool, HeaterTemperatures hotend) in analysis.Temperatures.Hotends.OrderBy(h => h.Key))
            Check($"The hotend of tool {tool}", hotend.Highest, limits.HotendOf(tool));
        Check("The bed", analysis.Temperatures.Bed?.Highest, limits.MaxBed);
        Check("The chamber", analysis.Temperatures.Chamber?.Highest, limits.MaxChamber);

        void Check(string heater, double? wanted, double? allowed)
        {
            if (wanted > allowed)
                findings.Add(
                    new PrinterFinding(
                        PrinterFindingKind.TooHot,
                        GCodeSeverity.Error,
                        allowed == 0
                            ? $"{heater} is set to {Number(wanted.Value)} °C, but the printer cannot heat it."
                            : $"{heater} is set to {Number(wanted.Value)} °C; the printer allows {Number(allowed.Value)} °C."
                    )
                );
        }
    }

    private static void CheckTools(GCodeAnalysis analysis, PrinterLimits limits, List<PrinterFinding> findings)
    {
        foreach (int tool in analysis.Tools.Where(t => t >= limits.Tools))
            findings.Add(
                new PrinterFinding(
                    PrinterFindingKind.ToolMissing,
                    GCodeSeverity.Error,
                    $"The file uses tool T{tool}; the printer has {Count(limits.Tools!.Value)}."
                )
            );
        if (limits.NozzleDiameters is null)
            return;
        foreach (int tool in analysis.Tools)
        {
            if (tool >= analysis.NozzleDiameters.Count || tool >= limits.NozzleDiameters.Count)
                continue;
            (double wanted, double there) = (analysis.NozzleDiameters[tool], limits.NozzleDiameters[tool]);
            if (Math.Abs(wanted - there) > 0.01)
                findings.Add(
                    new PrinterFinding(
                        PrinterFindingKind.OtherNozzle,
                        GCodeSeverity.Warning,
                        $"The file is for a {Mm(wanted)} nozzle on tool {tool}; the printer has {Mm(there)}."
                    )
                );
        }
    }

    private static string Count(int tools) => tools == 1 ? "only T0" : $"T0 to T{tools - 1}";

    private static string Range(in Box box) =>
        $"X {Number(box.MinX)} to {Number(box.MaxX)}, Y {Number(box.MinY)} to {Number(box.MaxY)} mm";

    private static string Mm(double value) => Number(value) + " mm";

    private static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);
}
