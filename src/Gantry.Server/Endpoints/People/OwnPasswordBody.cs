namespace Gantry.Server.Endpoints.People;

/// <summary>A new password of one's own.</summary>
/// <param name="Old">The one that holds.</param>
/// <param name="New">The one that shall hold.</param>
internal sealed record OwnPasswordBody(string Old, string New);
