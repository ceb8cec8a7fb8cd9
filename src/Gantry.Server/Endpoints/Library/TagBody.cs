namespace Gantry.Server.Endpoints.Library;

/// <summary>A tag.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Count">How many files have it.</param>
internal sealed record TagBody(string Tag, int Count);
