namespace Gantry.Printing.Temperatures;

/// <summary>What one heater did during a short while: a second, or more where the history was thinned.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Low">The lowest temperature, °C.</param>
/// <param name="High">The highest temperature, °C.</param>
/// <param name="Target">The target at its end, °C; null when it was not reported.</param>
public readonly record struct TemperaturePoint(TimeSpan At, double Low, double High, double? Target);
