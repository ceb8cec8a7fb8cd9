namespace Gantry.Fleet.Library;

/// <summary>How far an upload in parts is.</summary>
/// <param name="Id">The upload; nobody can guess it.</param>
/// <param name="Offset">The bytes that have come: the next part begins there.</param>
/// <param name="Size">The bytes that will come.</param>
/// <param name="ExpiresAt">When it is forgotten, unless more comes.</param>
/// <param name="Result">The file, once it is in the library.</param>
public sealed record PartProgress(
    string Id,
    long Offset,
    long Size,
    DateTimeOffset ExpiresAt,
    UploadResult? Result = null
);
