using Gantry.Fleet.People;

namespace Gantry.Fleet.Ports;

/// <summary>A client of a share.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Mode">Whether it writes or watches, as the audit log says it.</param>
/// <param name="Caller">On whose behalf; null for one that connected by itself.</param>
internal sealed record ConnectedClient(DateTimeOffset Since, string Mode, Caller? Caller);
