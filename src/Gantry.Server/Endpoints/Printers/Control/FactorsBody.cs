namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>How the print is to be sped up or slowed down; what is left out stays.</summary>
/// <param name="Feed">Speed, %.</param>
/// <param name="Flow">Flow, %.</param>
internal sealed record FactorsBody(double? Feed = null, double? Flow = null);
