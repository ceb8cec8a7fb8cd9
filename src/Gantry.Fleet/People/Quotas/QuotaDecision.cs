namespace Gantry.Fleet.People;

/// <summary>What the quota says of a job that it lets pass.</summary>
/// <param name="NeedsApproval">Whether an operator must approve it first.</param>
public sealed record QuotaDecision(bool NeedsApproval);
