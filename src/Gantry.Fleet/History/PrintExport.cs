using System.Globalization;
using Gantry.Fleet.Json;
using Gantry.Fleet.People;

namespace Gantry.Fleet.History;

/// <summary>Prints as CSV or as one JSON array.</summary>
internal static class PrintExport
{
    private static readonly string[] Columns =
    [
        "id",
        "printer",
        "file",
        "user",
        "state",
        "started_at",
        "ended_at",
        "seconds",
        "verdict",
        "verdict_reason",
        "verdict_by",
        "material",
        "filament_mm",
        "filament_g",
        "energy_wh",
        "cost",
        "reason",
    ];

    public static string Head(bool asJson) => asJson ? "[" : CsvText.Row(Columns);

    public static string Foot(bool asJson) => asJson ? "]\n" : "";

    public static string Line(PrintView print, bool asJson, bool first)
    {
        if (asJson)
            return (first ? "\n" : ",\n") + FleetJson.Write(print);
        return CsvText.Row(
            Text(print.Id),
            print.PrinterName,
            print.FileName,
            print.UserName,
            print.State.ToString().ToLowerInvariant(),
            Text(print.StartedAt),
            print.EndedAt is { } end ? Text(end) : "",
            Text(print.Seconds),
            print.Verdict.ToString().ToLowerInvariant(),
            print.VerdictReason,
            print.VerdictBy,
            print.Material,
            Text(print.FilamentMm),
            Text(print.FilamentG),
            print.EnergyWh is { } energy ? Text(energy) : "",
            print.Cost is { } cost ? Text(cost) : "",
            print.Reason
        );
    }

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
