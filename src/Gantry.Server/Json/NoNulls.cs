using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gantry.Server.Json;

/// <summary>
/// Refuses a null within a list or a map of a body. The reader knows of properties that none belongs there, but of elements it does
/// not, and a list of names with a null in it would be a fault of ours wherever it is first looked at.
/// </summary>
internal static class NoNulls
{
    public static void Refuse(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { IsValueType: false })
            type.OnDeserialized = static list => Check((IEnumerable)list);
        else if (type.Kind == JsonTypeInfoKind.Dictionary && type.ElementType is { IsValueType: false })
            type.OnDeserialized = static map => Check(map is IDictionary known ? known.Values : (IEnumerable)map);
    }

    private static void Check(IEnumerable elements)
    {
        foreach (object? element in elements)
            if (element is null)
                throw new JsonException("A list of the body has a null in it. Leave it out.");
    }
}
