namespace Gantry.Fleet.Cameras;

/// <summary>What a viewer is told: a picture, or why there is none at the moment.</summary>
/// <param name="Frame">The picture; null when there is none.</param>
/// <param name="Trouble">Why there is none; null when there is one.</param>
public readonly record struct CameraNews(CameraFrame? Frame, string? Trouble);
