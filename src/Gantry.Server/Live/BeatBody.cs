namespace Gantry.Server.Live;

/// <summary>The server is still there.</summary>
/// <param name="Time">Its clock.</param>
internal sealed record BeatBody(DateTimeOffset Time);
