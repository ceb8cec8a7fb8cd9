namespace Gantry.Fleet.Printers.Views;

/// <summary>What one heater says.</summary>
/// <param name="Heater"><c>tool0</c>, <c>bed</c>, <c>chamber</c>, or the firmware's own name of another sensor.</param>
/// <param name="Actual">°C.</param>
/// <param name="Target">°C; 0: off; null: not said.</param>
public sealed record TemperatureView(string Heater, double Actual, double? Target);
