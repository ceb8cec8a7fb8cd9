using Gantry.Storage.Files;

namespace Gantry.Storage.Jobs;

/// <summary>A job, and which of its bytes fit a printer.</summary>
/// <param name="JobId">The job.</param>
/// <param name="ContentHash">The bytes: the job's own, or those of a variant.</param>
public sealed record JobChoice(long JobId, ContentHash ContentHash);
