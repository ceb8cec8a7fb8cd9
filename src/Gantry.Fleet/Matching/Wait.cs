namespace Gantry.Fleet.Matching;

/// <summary>What speaks against a job on one printer.</summary>
/// <param name="PrinterId">The printer.</param>
/// <param name="PrinterName">Its name.</param>
/// <param name="Fits">Whether it could make this job at all, when it is free.</param>
/// <param name="Reasons">Everything that speaks against it now; empty: it could start.</param>
public sealed record Wait(long PrinterId, string PrinterName, bool Fits, IReadOnlyList<WaitReason> Reasons);
