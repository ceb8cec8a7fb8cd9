using System.Net;

namespace Gantry.Sharing;

/// <summary>The client that writes to a share.</summary>
/// <param name="Address">Where it connected from.</param>
/// <param name="Since">Since when it has the port.</param>
public sealed record ShareHolder(IPEndPoint Address, DateTimeOffset Since);
