using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gantry.Fleet.Json;

/// <summary>Times as ISO 8601 in UTC with a Z, to the millisecond.</summary>
internal sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        DateTime utc = value.UtcDateTime;
        string form =
            utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        writer.WriteStringValue(utc.ToString(form, CultureInfo.InvariantCulture));
    }
}
