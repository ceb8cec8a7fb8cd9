using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gantry.Fleet.Json;

namespace Gantry.Server.Json;

/// <summary>How JSON looks here: camel case, enumerations as words, times in UTC; a field that nobody knows is a mistake.</summary>
internal static class JsonForm
{
    /// <summary>Deeper than anything that is sent here.</summary>
    private const int MaxDepth = 16;

    /// <summary>For routes: each type's reader and writer is made when it is first used.</summary>
    public static void Defer(JsonSerializerOptions options)
    {
        var real = new JsonSerializerOptions(options);
        Apply(real);
        options.MaxDepth = MaxDepth;
        Clear(options);
        options.Converters.Add(new DeferredJson(real));
    }

    /// <summary>Makes it so.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.MaxDepth = MaxDepth;
        Clear(options);
        options.Converters.Add(new UtcTime());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.TypeInfoResolverChain.Insert(0, ServerJson.Default);
        for (int i = 0; i < options.TypeInfoResolverChain.Count; i++)
            options.TypeInfoResolverChain[i] = options.TypeInfoResolverChain[i].WithAddedModifier(NoNulls.Refuse);
    }

    private static void Clear(JsonSerializerOptions options)
    {
        options.Converters.Clear();
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
    }
}
