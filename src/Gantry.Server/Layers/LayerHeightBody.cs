namespace Gantry.Server.Layers;

/// <summary>Where a layer is.</summary>
/// <param name="Z">The height at which it is printed, mm.</param>
/// <param name="Height">How far it is above the one below, mm.</param>
internal sealed record LayerHeightBody(double Z, double Height);
