namespace Gantry.Fleet.Library;

/// <summary>How a file of a watched folder looked.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="WrittenAt">When it was last written.</param>
internal readonly record struct SeenFile(long Size, DateTime WrittenAt);
