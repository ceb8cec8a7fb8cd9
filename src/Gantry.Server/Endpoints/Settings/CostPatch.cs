using Gantry.Fleet.Settings;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>What is to be changed of costs; what is left out stays.</summary>
internal sealed record CostPatch
{
    /// <summary>The money, as <c>EUR</c>.</summary>
    public string? Currency { get; init; }

    /// <summary>An hour of a printer.</summary>
    public double? MachineHour { get; init; }

    /// <summary>A kilowatt-hour.</summary>
    public double? EnergyKwh { get; init; }

    /// <summary>All materials, by name.</summary>
    public IReadOnlyList<MaterialCost>? Materials { get; init; }

    public CostSettings Over(CostSettings costs) =>
        costs with
        {
            Currency = Currency ?? costs.Currency,
            MachineHour = MachineHour ?? costs.MachineHour,
            EnergyKwh = EnergyKwh ?? costs.EnergyKwh,
            Materials = Materials ?? costs.Materials,
        };
}
