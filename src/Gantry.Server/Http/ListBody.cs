namespace Gantry.Server.Http;

/// <summary>A whole list.</summary>
/// <param name="Items">The records.</param>
internal sealed record ListBody<T>(IReadOnlyList<T> Items);
