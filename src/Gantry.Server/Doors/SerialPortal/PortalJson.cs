using System.Text.Json.Serialization;

namespace Gantry.Server.Doors.SerialPortal;

/// <summary>The portal's JSON: snake case, and what nobody knows is passed over.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PortalInfo))]
[JsonSerializable(typeof(PortalDevices))]
[JsonSerializable(typeof(PortalDiscovery))]
[JsonSerializable(typeof(PortalMessages))]
[JsonSerializable(typeof(PortalResult))]
[JsonSerializable(typeof(PortalError))]
[JsonSerializable(typeof(PortalLogs))]
[JsonSerializable(typeof(PortalTail))]
[JsonSerializable(typeof(PortalWish))]
[JsonSerializable(typeof(PortalEvent))]
[JsonSerializable(typeof(PortalDialogue))]
internal sealed partial class PortalJson : JsonSerializerContext;
