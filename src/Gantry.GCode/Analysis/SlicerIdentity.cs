namespace Gantry.GCode.Analysis;

/// <summary>The program that made a file.</summary>
/// <param name="Name">Its name, as <c>PrusaSlicer</c>, <c>Cura</c>, <c>Cura by Dagoma</c>.</param>
/// <param name="Version">Its version as written, or null.</param>
public sealed record SlicerIdentity(string Name, string? Version);
