namespace Gantry.Sharing.Traffic;

/// <summary>A file of a traffic log.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Modified">When it was written to last.</param>
public sealed record TrafficFile(string Name, long Size, DateTimeOffset Modified);
