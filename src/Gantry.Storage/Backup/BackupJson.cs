using System.Text.Json;

namespace Gantry.Storage.Backup;

/// <summary>The JSON of manifest and end.</summary>
internal static class BackupJson
{
    /// <summary>The most bytes of one of them.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="BackupException">It is not what it must be.</exception>
    public static T Read<T>(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new BackupException("The backup is damaged, or is none of gantry.", e);
        }
    }
}
