namespace Gantry.Fleet.Cameras.Drawing;

/// <summary>A straight piece of filament that was laid down, in mm.</summary>
/// <param name="X0">Where it begins.</param>
/// <param name="Y0">Where it begins.</param>
/// <param name="X1">Where it ends.</param>
/// <param name="Y1">Where it ends.</param>
/// <param name="Z">How high.</param>
/// <param name="Command">The command of the file that makes it, counted from 1.</param>
internal readonly record struct PathLine(float X0, float Y0, float X1, float Y1, float Z, int Command);
