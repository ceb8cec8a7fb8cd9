using System.Text.Json.Serialization;

namespace Gantry.Cli;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MonitorAlert))]
internal sealed partial class MonitorJson : JsonSerializerContext;
