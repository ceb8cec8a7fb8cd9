namespace Gantry.Fleet.Matching;

/// <summary>Why a job does not start on a printer now.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Text">For people.</param>
public sealed record WaitReason(WaitCode Code, string Text);
