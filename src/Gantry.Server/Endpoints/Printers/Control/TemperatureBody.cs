namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>A target for a heater.</summary>
/// <param name="Heater"><c>tool0</c>, <c>bed</c> or <c>chamber</c>.</param>
/// <param name="Target">°C; 0 switches it off.</param>
internal sealed record TemperatureBody(string Heater, double Target);
