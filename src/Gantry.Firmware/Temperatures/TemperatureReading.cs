namespace Gantry.Firmware.Temperatures;

/// <summary>What a report says of one heater.</summary>
/// <param name="Heater">The heater.</param>
/// <param name="Current">The temperature, °C.</param>
/// <param name="Target">The target, °C, 0 when it is off; null when the report has none, as of a sensor.</param>
/// <param name="Power">How strongly it is driven, 0 to 127 or 255 as the firmware counts; null when the report does not say.</param>
public readonly record struct TemperatureReading(HeaterId Heater, double Current, double? Target, int? Power);
