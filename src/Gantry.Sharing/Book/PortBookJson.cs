using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gantry.Sharing.Book;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(PortBookText))]
internal sealed partial class PortBookJson : JsonSerializerContext;
