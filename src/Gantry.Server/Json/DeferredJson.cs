using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Gantry.Server.Json;

/// <summary>
/// Stands for the readers and writers of all types until one is used. The routes ask for those of every call when the first call
/// comes, and a server that is asked for five kinds of things would keep a hundred.
/// </summary>
/// <param name="real">How they are read and written.</param>
internal sealed class DeferredJson(JsonSerializerOptions real) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => true;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Deferred<>).MakeGenericType(typeToConvert), real)!;

    private sealed class Deferred<T>(JsonSerializerOptions real) : JsonConverter<T>
    {
        private JsonTypeInfo<T>? _info;

        private JsonTypeInfo<T> Info => _info ??= (JsonTypeInfo<T>)real.GetTypeInfo(typeof(T));

        public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize(ref reader, Info);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, Info);
    }
}
