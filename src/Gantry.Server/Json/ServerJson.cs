using System.Text.Json.Serialization;
using Gantry.Server.Endpoints;
using Gantry.Server.Problems;

namespace Gantry.Server.Json;

/// <summary>Everything that goes in or out as JSON, written and read by code that was made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    MaxDepth = 16,
    Converters = [typeof(UtcTimeConverter)]
)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(InfoBody))]
internal sealed partial class ServerJson : JsonSerializerContext;
