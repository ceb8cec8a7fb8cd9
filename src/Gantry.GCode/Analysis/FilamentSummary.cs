namespace Gantry.GCode.Analysis;

/// <summary>Puts together what slicer and moves say of the filament of each tool.</summary>
internal static class FilamentSummary
{
    /// <summary>The diameter nearly every printer takes; Ultimaker's take 2.85.</summary>
    private const double UsualDiameter = 1.75;

    private const int MaxFilaments = 64;

    public static IReadOnlyList<FilamentUse> Build(SettingsView settings, MotionSurvey motion, string? flavor)
    {
        IReadOnlyList<double> lengths = Lengths(settings);
        IReadOnlyList<double> volumes = Volumes(settings);
        IReadOnlyList<double> weights = Weights(settings);
        IReadOnlyList<double> diameters = Diameters(settings);
        IReadOnlyList<double> densities = Densities(settings);
        IReadOnlyList<string> materials = Materials(settings);
        IReadOnlyList<string> names = Names(settings);
        IReadOnlyList<string> colors = settings.Texts("filament_colour", "extruder_colour");
        // PrusaSlicer's E axis in mm³ comes without M200: the machine's settings are to have it.
        bool isVolume = settings.Text("use_volumetric_e") == "1" && !motion.Interpreter.CountsVolume;
        double usual = flavor is "Griffin" or "UltiGCode" ? 2.85 : UsualDiameter;
        var filaments = new List<FilamentUse>();
        int tools = Math.Max(Math.Max(lengths.Count, volumes.Count), motion.Filament.Keys.DefaultIfEmpty(-1).Max() + 1);
        for (int tool = 0; tool < tools; tool++)
        {
            double moved = motion.Filament.TryGetValue(tool, out FilamentSurvey? survey) ? survey.UsedMm : 0;
            double diameter = At(diameters, tool) is >= 0.5 and <= 10 and { } said ? said : usual;
            double area = Math.PI * diameter * diameter / 4;
            if (isVolume)
                moved /= area;
            double? volume = At(volumes, tool);
            double length = At(lengths, tool) ?? volume * 1000 / area ?? moved;
            if (length <= 0 && moved <= 0)
                continue;
            if (length <= 0)
                length = moved;
            volume = volume > 0 ? volume : length * area / 1000;
            double? density = At(densities, tool) is > 0 and { } known ? known : null;
            filaments.Add(
                new FilamentUse
                {
                    Tool = tool,
                    LengthMm = Math.Round(length, 2),
                    MovedMm = Math.Round(moved, 2),
                    VolumeCm3 = Round(volume),
                    WeightG = Round(At(weights, tool) is > 0 and { } weight ? weight : volume * density),
                    DiameterMm = diameter,
                    Density = density,
                    Material = Named(materials, tool),
                    Name = Named(names, tool),
                    Color = Named(colors, tool),
                }
            );
        }
        return filaments;
    }

    /// <summary>PrusaSlicer, Bambu, ideaMaker and Simplify3D count in mm; KISSlicer for each extruder; Cura in m.</summary>
    private static IReadOnlyList<double> Lengths(SettingsView settings)
    {
        IReadOnlyList<double> mm = settings.Numbers("filament used [mm]");
        if (mm.Count == 0)
            mm = OfUsed(settings, "total filament length [mm]");
        if (mm.Count == 0)
            mm = settings.Numbers("Filament length", "Material Length");
        if (mm.Count > 0)
            return mm;
        if (SettingsView.Parse(settings.Numbered("Material#{0} Used", 1)) is { Count: > 0 } ideaMaker)
            return ideaMaker;
        if (SettingsView.Parse(settings.Numbered("Ext {0}", 1)) is { Count: > 0 } kiss)
            return kiss;
        if (settings.Text("Filament used") is { } used && used.Contains("mm", StringComparison.Ordinal))
            return settings.Numbers("Filament used");
        IReadOnlyList<double> m = settings.Numbers("Filament used", "Length");
        // CuraEngine alone writes 0: only the Cura around it knows.
        return m.Any(l => l > 0) ? [.. m.Select(l => l * 1000)] : [];
    }

    /// <summary>
    /// Bambu Studio gives a value for each filament that the plate uses, and says which those are: <c>filament: 2,4</c>. (Its
    /// "volume [cm^3]" is in mm³, and not needed.)
    /// </summary>
    private static IReadOnlyList<double> OfUsed(SettingsView settings, string name)
    {
        IReadOnlyList<double> values = settings.Numbers(name);
        IReadOnlyList<double> used = settings.Numbers("filament");
        if (values.Count != used.Count || !used.All(u => u is >= 1 and <= MaxFilaments))
            return values;
        double[] all = new double[values.Count == 0 ? 0 : (int)used.Max()];
        for (int i = 0; i < values.Count; i++)
            all[(int)used[i] - 1] = values[i];
        return all;
    }

    private static IReadOnlyList<double> Volumes(SettingsView settings)
    {
        IReadOnlyList<double> cm3 = settings.Numbers("filament used [cm3]");
        if (cm3.Count > 0)
            return cm3;
        // Griffin and Simplify3D count in mm³.
        IReadOnlyList<double> mm3 = SettingsView.Parse(settings.Numbered("EXTRUDER_TRAIN.{0}.MATERIAL.VOLUME_USED", 0));
        if (mm3.Count == 0)
            mm3 = settings.Numbers("Plastic volume", "Material Volume");
        return [.. mm3.Select(v => v / 1000)];
    }

    private static IReadOnlyList<double> Weights(SettingsView settings)
    {
        IReadOnlyList<double> grams = settings.Numbers("filament used [g]");
        if (grams.Count == 0)
            grams = OfUsed(settings, "total filament weight [g]");
        if (grams.Count > 0)
            return grams;
        grams = settings.Numbers("Plastic weight", "Material Weight", "Filament weight", "Weight");
        return grams.Count > 0 ? grams : settings.Numbers("total filament used [g]");
    }

    private static IReadOnlyList<double> Diameters(SettingsView settings)
    {
        IReadOnlyList<double> diameters = settings.Numbers(
            "filament_diameter",
            "filamentDiameters",
            "fiber_dia_mm",
            "material_diameter"
        );
        return diameters.Count > 0 ? diameters : SettingsView.Parse(settings.Numbered("Filament Diameter #{0}", 1));
    }

    private static IReadOnlyList<double> Densities(SettingsView settings)
    {
        IReadOnlyList<double> densities = settings.Numbers("filament_density", "filamentDensities");
        return densities.Count > 0 ? densities : SettingsView.Parse(settings.Numbered("Filament Density #{0}", 1));
    }

    private static IReadOnlyList<string> Materials(SettingsView settings)
    {
        IReadOnlyList<string> types = settings.Texts("filament_type", "Filament type", "printMaterial", "Material");
        return types.Count > 0 ? types : settings.Numbered("Filament Type #{0}", 1);
    }

    private static IReadOnlyList<string> Names(SettingsView settings)
    {
        IReadOnlyList<string> names = settings.Texts("filament_settings_id", "Filament name", "material_name");
        return names.Count > 0 ? names : settings.Numbered("Filament Name #{0}", 1);
    }

    /// <summary>The value of a tool; a single one counts for all.</summary>
    private static string? Named(IReadOnlyList<string> values, int tool)
    {
        string? value =
            tool < values.Count ? values[tool]
            : values.Count == 1 ? values[0]
            : null;
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }

    private static double? At(IReadOnlyList<double> values, int tool) => tool < values.Count ? values[tool] : null;

    private static double? Round(double? value) => value is { } v ? Math.Round(v, 3) : null;
}
