using Gantry.Fleet.Jobs;
using Gantry.Storage.Files;

namespace Gantry.Fleet.Matching;

/// <summary>A copy that can start now.</summary>
/// <param name="JobId">Of this job.</param>
/// <param name="PrinterId">On this printer.</param>
/// <param name="ContentHash">These bytes.</param>
/// <param name="Facts">What they are.</param>
public sealed record Assignment(long JobId, long PrinterId, ContentHash ContentHash, JobFacts Facts);
