namespace Gantry.Server.Live;

/// <summary>The first event of every listener.</summary>
/// <param name="Time">The server's clock.</param>
/// <param name="LastId">The last event that happened.</param>
internal sealed record HelloBody(DateTimeOffset Time, long LastId);
