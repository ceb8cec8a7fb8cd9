using System.Text;

namespace Gantry.Storage.Sql;

/// <summary>
/// Text from outside as both databases can keep it: PostgreSQL takes neither U+0000 nor half a surrogate pair, and nothing
/// needs to be longer than its limit.
/// </summary>
internal static class StoredText
{
    /// <summary>The most characters of what people and programs write into a field of several lines.</summary>
    public const int MaxNote = 16 * 1024;

    /// <summary>The most characters of a name.</summary>
    public const int MaxName = 255;

    /// <summary>Cuts text to a length and takes out what cannot be kept.</summary>
    public static string Clean(string text, int maxLength)
    {
        string cut = text.Length <= maxLength ? text : text[..maxLength];
        if (!cut.AsSpan().ContainsAny('\0', '\uFFFD') && !cut.Any(char.IsSurrogate))
            return cut;
        var clean = new StringBuilder(cut.Length);
        foreach (Rune rune in cut.EnumerateRunes())
            if (rune.Value != 0)
                clean.Append(rune.ToString());
        return clean.ToString();
    }

    /// <summary>A name.</summary>
    public static string Name(string text) => Clean(text, MaxName);

    /// <summary>A text of several lines.</summary>
    public static string Note(string text) => Clean(text, MaxNote);

    /// <summary>The most characters of JSON.</summary>
    public const int MaxDocument = 1024 * 1024;

    /// <summary>JSON of the rooms above, which is kept as it is or not at all: half of it would be none.</summary>
    /// <exception cref="StorageException">It is longer than the limit, or is no text that both databases can keep.</exception>
    public static string Document(string json) =>
        json.Length <= MaxDocument && Clean(json, MaxDocument).Length == json.Length
            ? json
            : throw new StorageException(
                $"A document of {json.Length} characters cannot be kept: {MaxDocument} are the most, and none may be U+0000."
            );

    /// <summary>The tags as they are kept: folded, sorted, each once.</summary>
    public static string[] Tags(IEnumerable<string> tags) =>
        [.. tags.Select(t => Fold(t).Trim()).Where(t => t.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What two names have in common that differ only in their case.</summary>
    public static string Fold(string text) => Clean(text, MaxName).ToLowerInvariant();
}
