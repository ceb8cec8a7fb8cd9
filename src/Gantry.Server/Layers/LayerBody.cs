namespace Gantry.Server.Layers;

/// <summary>A drawn layer.</summary>
/// <param name="Z">The height at which it is printed, mm.</param>
/// <param name="Segments">Five numbers a move: x1, y1, x2, y2 in mm, and its kind: 0 travel, 1 extrusion.</param>
/// <param name="IsCut">Whether it has more moves than are drawn.</param>
internal sealed record LayerBody(double Z, IReadOnlyList<double> Segments, bool IsCut);
