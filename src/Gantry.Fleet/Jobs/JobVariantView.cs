namespace Gantry.Fleet.Jobs;

/// <summary>The part for another model.</summary>
/// <param name="FileId">The file of the library; null when it is gone.</param>
/// <param name="Model">The model.</param>
public sealed record JobVariantView(long? FileId, string Model);
