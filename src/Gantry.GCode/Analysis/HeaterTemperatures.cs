namespace Gantry.GCode.Analysis;

/// <summary>What a file wants of one heater, in °C. Null where it does not say.</summary>
/// <param name="FirstLayer">While the first layer is printed.</param>
/// <param name="OtherLayers">While the last layer is printed.</param>
/// <param name="Highest">The highest target anywhere in the file.</param>
public sealed record HeaterTemperatures(double? FirstLayer, double? OtherLayers, double? Highest);
