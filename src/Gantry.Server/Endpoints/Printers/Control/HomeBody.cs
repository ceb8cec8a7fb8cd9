namespace Gantry.Server.Endpoints.Printers.Control;

/// <summary>Axes to be homed.</summary>
/// <param name="Axes"><c>x</c>, <c>y</c> and <c>z</c>; none: all.</param>
internal sealed record HomeBody(IReadOnlyList<string>? Axes = null);
