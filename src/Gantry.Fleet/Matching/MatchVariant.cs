using Gantry.Fleet.Jobs;
using Gantry.Storage.Files;

namespace Gantry.Fleet.Matching;

/// <summary>The same part, sliced for another model.</summary>
/// <param name="Model">The model.</param>
/// <param name="ContentHash">The bytes.</param>
/// <param name="Facts">What they want.</param>
public sealed record MatchVariant(string Model, ContentHash ContentHash, JobFacts Facts);
