namespace Gantry.Sharing.Traffic;

/// <summary>The end of a traffic log's file.</summary>
/// <param name="Content">The last lines, each with its line end.</param>
/// <param name="TotalLines">How many lines the whole file has.</param>
public sealed record TrafficTail(string Content, long TotalLines);
