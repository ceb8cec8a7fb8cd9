using System.Text.Json.Serialization;
using Gantry.Serial.Inventory;

namespace Gantry.Cli;

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<SerialDevice>))]
[JsonSerializable(typeof(PrintReport))]
internal sealed partial class CliJson : JsonSerializerContext;
