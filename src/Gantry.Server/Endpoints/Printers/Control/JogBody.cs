namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>A move of the head.</summary>
internal sealed record JogBody
{
    /// <summary>mm.</summary>
    public double? X { get; init; }

    /// <summary>mm.</summary>
    public double? Y { get; init; }

    /// <summary>mm.</summary>
    public double? Z { get; init; }

    /// <summary>Filament, mm.</summary>
    public double? E { get; init; }

    /// <summary>mm/min; null: the profile's.</summary>
    public double? Feedrate { get; init; }

    /// <summary>Whether it is from where the head is; so unless it says false.</summary>
    public bool? Relative { get; init; }
}
