using Gantry.Storage.Files;

namespace Gantry.Storage.Jobs;

/// <summary>The same part, sliced for another printer model.</summary>
public sealed record JobVariant
{
    /// <summary>The model that it is for.</summary>
    public required string PrinterModel { get; init; }

    /// <summary>The file of the library; null when it is gone.</summary>
    public long? FileId { get; init; }

    /// <summary>The bytes; null only in a job that has ended.</summary>
    public ContentHash? ContentHash { get; init; }

    /// <summary>Time of a copy in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Filament of a copy in grams.</summary>
    public double FilamentG { get; init; }
}
