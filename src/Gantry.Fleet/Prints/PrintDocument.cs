namespace Gantry.Fleet.Prints;

/// <summary>What the database keeps of a print as one JSON document.</summary>
public sealed record PrintDocument
{
    /// <summary>The id of its journal.</summary>
    public string JournalId { get; init; } = "";

    /// <summary>Commands of the file.</summary>
    public long Commands { get; init; }

    /// <summary>Of them, those that were done at its end.</summary>
    public long CommandsDone { get; init; }

    /// <summary>Lines that had to be sent again.</summary>
    public long Resends { get; init; }

    /// <summary>What the job's log says besides: cut lines that were executed by accident, what the firmware refused.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Who the firmware said it is.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>Who took the photo: <c>camera</c>, or the name of a person; empty when there is none.</summary>
    public string PhotoBy { get; init; } = "";

    /// <summary>Filament of the whole file in mm; what was used is in the record.</summary>
    public double FileFilamentMm { get; init; }

    /// <summary>Filament of the whole file in grams.</summary>
    public double FileFilamentG { get; init; }
}
