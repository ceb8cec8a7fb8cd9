namespace Gantry.Printing.Jobs;

/// <summary>Where a layer begins in a file.</summary>
/// <param name="Index">The layer, counted from 1.</param>
/// <param name="FirstCommand">
/// The number of its first command, counted from 1: the one behind the last that printed something of the layer below.
/// </param>
/// <param name="Z">The height at which it is printed, mm.</param>
public readonly record struct LayerStart(int Index, long FirstCommand, double Z);
