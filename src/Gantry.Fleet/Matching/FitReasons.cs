using System.Globalization;
using Gantry.Fleet.Jobs;
using Gantry.Fleet.Printers.Profile;
using Gantry.GCode.Analysis;

namespace Gantry.Fleet.Matching;

/// <summary>What makes a printer wrong for a job, whatever it is doing. What nobody knows speaks against nothing.</summary>
internal static class FitReasons
{
    private const double SameMm = 0.01;

    public static IReadOnlyList<WaitReason> Of(PrinterFacts printer, MatchJob job)
    {
        var reasons = new List<WaitReason>();
        AddWishes(printer, job, reasons);
        (_, JobFacts facts) = BytesFor.Of(printer, job);
        AddTools(printer.Profile, facts, reasons);
        AddSize(printer.Profile, facts.Bounds, reasons);
        AddHeat(printer.Profile, facts, reasons);
        AddMaterials(printer, job.Routing, facts, reasons);
        return reasons;
    }

    private static void AddWishes(PrinterFacts printer, MatchJob job, List<WaitReason> reasons)
    {
        JobRouting routing = job.Routing;
        if ((job.PrinterId is { } only && only != printer.Id) || routing.PrinterIds?.Contains(printer.Id) == false)
            reasons.Add(new(WaitCode.OtherPrinter, "The job is for another printer."));
        bool hasVariant = BytesFor.VariantOf(printer, job) is not null;
        if (routing.Model is { Length: > 0 } model && !hasVariant && !BytesFor.SameModel(model, printer.Model))
            reasons.Add(new(WaitCode.Model, $"The job is for a {model}, and this is {ModelOf(printer)}."));
        foreach (string tag in routing.Tags ?? [])
            if (!printer.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
                reasons.Add(new(WaitCode.Tag, $"It does not have the tag '{tag}'."));
        if (routing.NozzleMm is { } nozzle && !printer.Profile.Hotends.Any(h => Math.Abs(h.NozzleMm - nozzle) < SameMm))
            reasons.Add(NozzleReason(nozzle, printer.Profile));
    }

    private static string ModelOf(PrinterFacts printer) =>
        printer.Model.Length > 0 ? $"a {printer.Model}" : "a printer of no model that anybody named";

    private static void AddTools(PrinterProfile profile, JobFacts facts, List<WaitReason> reasons)
    {
        if (facts.HighestTool >= profile.Hotends.Count)
        {
            reasons.Add(
                new(WaitCode.Tools, $"The job uses {facts.HighestTool + 1} tools, and it has {profile.Hotends.Count}.")
            );
            return;
        }
        foreach ((int tool, double nozzle) in facts.Nozzles)
            if (tool < profile.Hotends.Count && Math.Abs(profile.Hotends[tool].NozzleMm - nozzle) >= SameMm)
            {
                reasons.Add(NozzleReason(nozzle, profile));
                return;
            }
    }

    private static WaitReason NozzleReason(double wanted, PrinterProfile profile) =>
        new(
            WaitCode.Nozzle,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The job needs a {wanted:0.0#} mm nozzle, and it has {string.Join(", ", profile.Hotends.Select(h => h.NozzleMm.ToString("0.0#", CultureInfo.InvariantCulture)))} mm."
            )
        );

    private static void AddSize(PrinterProfile profile, Box? bounds, List<WaitReason> reasons)
    {
        if (bounds is not { } box)
            return;
        bool centred = profile.Origin == BedOrigin.Center;
        (double x0, double x1) = centred ? (-profile.WidthMm / 2, profile.WidthMm / 2) : (0, profile.WidthMm);
        (double y0, double y1) = centred ? (-profile.DepthMm / 2, profile.DepthMm / 2) : (0, profile.DepthMm);
        bool outX = profile.WidthMm > 0 && (box.MinX < x0 - SameMm || box.MaxX > x1 + SameMm);
        bool outY = profile.DepthMm > 0 && (box.MinY < y0 - SameMm || box.MaxY > y1 + SameMm);
        bool outZ = profile.HeightMm > 0 && box.MaxZ > profile.HeightMm + SameMm;
        bool outRound =
            profile is { Shape: BedShape.Circle, WidthMm: > 0 }
            && OutsideCircle(profile, box, (x0 + x1) / 2, (y0 + y1) / 2);
        if (outX || outY || outZ || outRound)
            reasons.Add(
                new(
                    WaitCode.Size,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The print reaches X {box.MinX:0}–{box.MaxX:0}, Y {box.MinY:0}–{box.MaxY:0}, Z {box.MaxZ:0} mm; there is room for {profile.WidthMm:0} × {profile.DepthMm:0} × {profile.HeightMm:0} mm."
                    )
                )
            );
    }

    private static bool OutsideCircle(PrinterProfile profile, Box box, double x, double y)
    {
        double dx = Math.Max(Math.Abs(box.MinX - x), Math.Abs(box.MaxX - x));
        double dy = Math.Max(Math.Abs(box.MinY - y), Math.Abs(box.MaxY - y));
        // The corners of the box are more than what is printed: a box that is inside by its sides alone is let pass.
        return Math.Max(dx, dy) > profile.WidthMm / 2 + SameMm;
    }

    private static void AddHeat(PrinterProfile profile, JobFacts facts, List<WaitReason> reasons)
    {
        foreach ((int tool, double target) in facts.HotendsC)
            if (tool < profile.Hotends.Count && target > profile.Hotends[tool].MaxC)
                reasons.Add(Heat("hotend", target, profile.Hotends[tool].MaxC));
        if (facts.BedC is > 0 and { } bed)
        {
            if (!profile.HeatedBed)
                reasons.Add(new(WaitCode.Temperature, "The job heats the bed, and its bed cannot be heated."));
            else if (bed > profile.MaxBedC)
                reasons.Add(Heat("bed", bed, profile.MaxBedC));
        }
        if (facts.ChamberC is > 0 and { } chamber)
        {
            if (!profile.HeatedChamber)
                reasons.Add(
                    new(WaitCode.Temperature, "The job heats the chamber, and it has no chamber that can be heated.")
                );
            else if (chamber > profile.MaxChamberC)
                reasons.Add(Heat("chamber", chamber, profile.MaxChamberC));
        }
    }

    private static WaitReason Heat(string heater, double wanted, double most) =>
        new(
            WaitCode.Temperature,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The job needs {wanted:0} °C at the {heater}; {most:0} °C is its limit."
            )
        );

    private static void AddMaterials(PrinterFacts printer, JobRouting routing, JobFacts facts, List<WaitReason> reasons)
    {
        LoadedMaterial[] loaded = [.. printer.Materials.Where(m => m.Material.Length > 0)];
        if (routing.Material is { Length: > 0 } wanted)
        {
            if (!loaded.Any(m => Same(m.Material, wanted)))
                reasons.Add(new(WaitCode.Material, $"The job wants {wanted}, and {LoadedText(loaded)}."));
        }
        else
        {
            foreach ((int tool, string material) in facts.Materials)
                if (loaded.FirstOrDefault(m => m.Tool == tool) is { } has && !Same(has.Material, material))
                    reasons.Add(
                        new(WaitCode.Material, $"The job is sliced for {material}, and {has.Material} is loaded.")
                    );
        }
        if (routing.Colour is { Length: > 0 } colour && !printer.Materials.Any(m => Same(m.Colour, colour)))
            reasons.Add(new(WaitCode.Colour, $"The colour {colour} is not loaded."));
        foreach (LoadedMaterial material in printer.Materials)
            if (material is { Tool: 0, RemainingG: { } left } && facts.Materials.Count <= 1 && facts.FilamentG > left)
                reasons.Add(
                    new(
                        WaitCode.Material,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The job needs {facts.FilamentG:0} g, and {left:0} g are left on the spool."
                        )
                    )
                );
    }

    private static string LoadedText(LoadedMaterial[] loaded) =>
        loaded.Length == 0
            ? "nobody has said what is loaded"
            : $"{string.Join(", ", loaded.Select(m => m.Material))} is loaded";

    private static bool Same(string a, string b) =>
        string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
