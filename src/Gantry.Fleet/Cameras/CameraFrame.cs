namespace Gantry.Fleet.Cameras;

/// <summary>One picture.</summary>
/// <param name="Jpeg">The JPEG, from its first byte to its last.</param>
/// <param name="At">When it had come whole.</param>
/// <param name="Number">Counts the pictures of a camera since it was first looked at.</param>
public sealed record CameraFrame(ReadOnlyMemory<byte> Jpeg, DateTimeOffset At, long Number);
