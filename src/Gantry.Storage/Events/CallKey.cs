namespace Gantry.Storage.Events;

/// <summary>The key of a call that was begun, as whoever does the call carries it.</summary>
/// <param name="Scope">Whose keys these are.</param>
/// <param name="Key">The key that the caller chose.</param>
/// <param name="Attempt">Which beginning of the call this is.</param>
public sealed record CallKey(string Scope, string Key, string Attempt);
