using System.Buffers.Text;
using System.Text.Json;

namespace Gantry.Storage;

/// <summary>The place in a list where the next page begins: the sort key and the id of the last record, written for an address.</summary>
internal static class PageCursor
{
    /// <summary>Far more than a key needs.</summary>
    private const int MaxLength = 4096;

    /// <summary>Writes the place after a record.</summary>
    public static string Write(object key, long id) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new[] { key, id }));

    /// <summary>Reads a place whose sort key is a number.</summary>
    /// <exception cref="PageCursorException">It is none.</exception>
    public static (double Key, long Id) ReadNumber(string text) => Read(text, e => e.GetDouble());

    /// <summary>Reads a place whose sort key is a whole number.</summary>
    /// <exception cref="PageCursorException">It is none.</exception>
    public static (long Key, long Id) ReadInteger(string text) => Read(text, e => e.GetInt64());

    /// <summary>Reads a place whose sort key is text.</summary>
    /// <exception cref="PageCursorException">It is none.</exception>
    public static (string Key, long Id) ReadText(string text) =>
        Read(text, e => e.GetString() ?? throw new FormatException());

    /// <summary>Cuts a list that was read with one record too many.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, PageRequest page, Func<T, object> key, Func<T, long> id) =>
        rows.Count <= page.Take
            ? new Page<T>(rows, null)
            : new Page<T>([.. rows.Take(page.Take)], Write(key(rows[page.Take - 1]), id(rows[page.Take - 1])));

    private static (T Key, long Id) Read<T>(string text, Func<JsonElement, T> read)
    {
        try
        {
            if (text.Length > MaxLength)
                throw new FormatException();
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            return json.RootElement.GetArrayLength() == 2
                ? (read(json.RootElement[0]), json.RootElement[1].GetInt64())
                : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            throw new PageCursorException(e);
        }
    }
}
