namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>How fast the fan shall run.</summary>
/// <param name="Percent">0 to 100.</param>
internal sealed record FanBody(double Percent);
