using System.Globalization;
using Gantry.GCode.Analysis;
using Gantry.GCode.Checking;
using Gantry.GCode.Containers;
using Spectre.Console;

namespace Gantry.Cli;

/// <summary>An analysis for people.</summary>
internal static class AnalysisTable
{
    public static Table Build(string path, GCodeAnalysis analysis)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        void Row(string what, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                table.AddRow(Markup.Escape(what), Markup.Escape(value));
        }
        Row("File", Path.GetFileName(path));
        Row("Kind", ContentSniffer.Describe(analysis.Content));
        Row("Content", Text($"{analysis.Commands:N0} commands, {analysis.Lines:N0} lines, {analysis.Bytes:N0} bytes"));
        Row("Slicer", analysis.Slicer is { } s ? $"{s.Name} {s.Version}".Trim() : "unknown");
        Row("Made for", Join(analysis.PrinterModel, analysis.Flavor is { } flavor ? $"({flavor})" : null));
        Row("Time by the slicer", Time(analysis.SlicerSeconds));
        Row("Time by our estimate", Time(analysis.EstimatedSeconds));
        foreach (FilamentUse filament in analysis.Filament)
            Row($"Filament T{filament.Tool}", Describe(filament));
        Row("Nozzle", string.Join(", ", analysis.NozzleDiameters.Select(n => Text($"{n} mm"))));
        Row("Layers", Describe(analysis.Layers));
        Row("Printed box", Describe(analysis.PrintBounds));
        Row("First layer", Describe(analysis.FirstLayerBounds));
        Row("All moves", Describe(analysis.MoveBounds));
        foreach ((int tool, HeaterTemperatures hotend) in analysis.Temperatures.Hotends.OrderBy(h => h.Key))
            Row($"Hotend T{tool}", Describe(hotend));
        Row("Bed", Describe(analysis.Temperatures.Bed));
        Row("Chamber", Describe(analysis.Temperatures.Chamber));
        Row("Objects", string.Join(", ", analysis.Objects.Take(20)));
        Row("Pictures", string.Join(", ", analysis.Thumbnails.Select(t => $"{t.Format} {t.Width}×{t.Height}")));
        Row("Settings", Text($"{analysis.Settings.Count} (all of them with --json)"));
        foreach (PrinterFinding finding in analysis.Findings)
            Row(finding.Severity == GCodeSeverity.Error ? "Does not fit" : "Mind", finding.Message);
        return table;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Join(params string?[] parts) => string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));

    private static string? Time(double? seconds)
    {
        if (seconds is not { } known)
            return null;
        var time = TimeSpan.FromSeconds(Math.Round(known));
        return time.TotalHours >= 1
            ? Text($"{(int)time.TotalHours} h {time.Minutes} min {time.Seconds} s")
            : Text($"{time.Minutes} min {time.Seconds} s");
    }

    private static string Describe(FilamentUse filament) =>
        Join(
            filament.LengthMm is { } length ? Text($"{length / 1000:0.###} m") : null,
            filament.VolumeCm3 is { } volume ? Text($"{volume:0.##} cm³") : null,
            filament.WeightG is { } weight ? Text($"{weight:0.##} g") : null,
            filament.Material,
            filament.Name is { } name ? $"“{name}”" : null
        );

    private static string? Describe(LayerSummary layers) =>
        layers.Count == 0
            ? null
            : Join(
                Text($"{layers.Count}"),
                layers.Height is { } height ? Text($"of {height} mm") : null,
                layers.FirstHeight is { } first ? Text($"(first {first} mm)") : null,
                layers.Top is { } top ? Text($"up to {top} mm") : null
            );

    private static string? Describe(Box? box) =>
        box is { } b ? Text($"X {b.MinX} to {b.MaxX}, Y {b.MinY} to {b.MaxY}, Z {b.MinZ} to {b.MaxZ} mm") : null;

    private static string? Describe(HeaterTemperatures? heater) =>
        heater is null
            ? null
            : Join(
                heater.FirstLayer is { } first ? Text($"{first} °C first layer,") : null,
                heater.OtherLayers is { } others ? Text($"{others} °C at the end,") : null,
                heater.Highest is { } highest ? Text($"{highest} °C at most") : null
            );
}
