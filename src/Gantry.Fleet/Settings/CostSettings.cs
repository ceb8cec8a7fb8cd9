namespace Gantry.Fleet.Settings;

/// <summary>What printing costs.</summary>
public sealed record CostSettings
{
    /// <summary>The money, as <c>EUR</c>.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>An hour of a printer.</summary>
    public double MachineHour { get; init; }

    /// <summary>A kilowatt-hour.</summary>
    public double EnergyKwh { get; init; }

    /// <summary>Materials by name.</summary>
    public IReadOnlyList<MaterialCost> Materials { get; init; } = [];

    /// <summary>Whether any cost is known.</summary>
    internal bool IsSet => MachineHour > 0 || EnergyKwh > 0 || Materials.Count > 0;

    /// <summary>What a print costs; null where no cost is known.</summary>
    internal double? Of(double seconds, string material, double grams, double? energyWh)
    {
        if (!IsSet)
            return null;
        double perKg =
            Materials.FirstOrDefault(m => string.Equals(m.Name, material, StringComparison.OrdinalIgnoreCase))?.PerKg
            ?? 0;
        return Math.Round(seconds / 3600 * MachineHour + grams / 1000 * perKg + (energyWh ?? 0) / 1000 * EnergyKwh, 2);
    }
}
