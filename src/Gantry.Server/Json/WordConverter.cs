using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gantry.Server.Json;

/// <summary>Enumerations as words that begin with a small letter; numbers are not taken for them.</summary>
internal sealed class WordConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, false)
    where T : struct, Enum;
