namespace Gantry.Fleet.Library;

/// <summary>How many files fit.</summary>
/// <param name="Files">How many.</param>
/// <param name="IsLeast">There are more: nobody counted on.</param>
public sealed record FileCount(long Files, bool IsLeast);
