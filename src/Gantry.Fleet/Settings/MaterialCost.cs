namespace Gantry.Fleet.Settings;

/// <summary>What a material costs.</summary>
/// <param name="Name">Its name, as <c>PLA</c>.</param>
/// <param name="PerKg">A kilogram.</param>
public sealed record MaterialCost(string Name, double PerKg);
