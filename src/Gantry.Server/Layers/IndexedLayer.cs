namespace Gantry.Server.Layers;

/// <summary>A layer of a file, ready to be drawn.</summary>
/// <param name="Z">The height at which it is printed, mm.</param>
/// <param name="Commands">Commands from its first to the first of the next layer, or to the end of the file.</param>
/// <param name="Seed">From where to draw.</param>
internal readonly record struct IndexedLayer(double Z, long Commands, LayerSeed Seed);
