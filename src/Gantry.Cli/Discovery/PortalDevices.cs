namespace Gantry.Cli.Discovery;

/// <summary>The portal's answer to <c>GET /api/discover</c>.</summary>
/// <param name="Devices">The running shares.</param>
internal sealed record PortalDevices(IReadOnlyList<FoundShare>? Devices);
