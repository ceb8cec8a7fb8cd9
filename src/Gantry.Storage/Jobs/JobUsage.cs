namespace Gantry.Storage.Jobs;

/// <summary>What somebody has used and asked for, to be held against a quota.</summary>
public sealed record JobUsage
{
    /// <summary>Jobs.</summary>
    public int Jobs { get; init; }

    /// <summary>Copies.</summary>
    public int Copies { get; init; }

    /// <summary>Hours of printing.</summary>
    public double Hours { get; init; }

    /// <summary>Grams of filament.</summary>
    public double Grams { get; init; }

    /// <summary>Jobs that have not ended.</summary>
    public int Open { get; init; }
}
