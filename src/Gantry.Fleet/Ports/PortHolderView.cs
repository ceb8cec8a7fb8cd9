namespace Gantry.Fleet.Ports;

/// <summary>The client that writes to a share.</summary>
/// <param name="Address">Who it is, or where it connected from.</param>
/// <param name="Since">Since when it has the port.</param>
public sealed record PortHolderView(string Address, DateTimeOffset Since);
