namespace Gantry.Fleet.Housekeeping;

/// <summary>What is wrong with a disk.</summary>
/// <param name="Kind">How bad it is.</param>
/// <param name="Text">In words, with what to do.</param>
internal sealed record DiskTrouble(DiskTroubleKind Kind, string Text);
