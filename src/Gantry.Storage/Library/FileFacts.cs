namespace Gantry.Storage.Library;

/// <summary>What lists and searches show of a file's analysis. 0 or empty: not known.</summary>
public sealed record FileFacts
{
    /// <summary>What the file is, whatever its name says.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The program that made it, with its version.</summary>
    public string Slicer { get; init; } = "";

    /// <summary>The printer that it was made for.</summary>
    public string PrinterModel { get; init; } = "";

    /// <summary>The materials, as <c>PLA</c> or <c>PETG, PVA</c>.</summary>
    public string Material { get; init; } = "";

    /// <summary>The first tool's nozzle in mm.</summary>
    public double NozzleMm { get; init; }

    /// <summary>Layer height in mm.</summary>
    public double LayerMm { get; init; }

    /// <summary>Time to print in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Filament of all tools in mm.</summary>
    public double FilamentMm { get; init; }

    /// <summary>Filament of all tools in grams.</summary>
    public double FilamentG { get; init; }

    /// <summary>Width of the print in mm.</summary>
    public double SizeX { get; init; }

    /// <summary>Depth of the print in mm.</summary>
    public double SizeY { get; init; }

    /// <summary>Height of the print in mm.</summary>
    public double SizeZ { get; init; }

    /// <summary>Tools that it uses.</summary>
    public int Tools { get; init; }
}
