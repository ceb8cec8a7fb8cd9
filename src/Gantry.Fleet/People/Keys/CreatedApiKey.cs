namespace Gantry.Fleet.People;

/// <summary>A key that was just made.</summary>
/// <param name="Record">What is kept of it.</param>
/// <param name="Key">The key itself, which is told only now.</param>
public sealed record CreatedApiKey(ApiKey Record, string Key);
