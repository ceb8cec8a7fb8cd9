using System.Text.Json.Serialization;

namespace Gantry.Discovery.Beacon;

[JsonSerializable(typeof(BeaconAnswer))]
internal sealed partial class BeaconJson : JsonSerializerContext;
