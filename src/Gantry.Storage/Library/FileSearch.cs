using Gantry.Storage.Sql;

namespace Gantry.Storage.Library;

/// <summary>A <see cref="FileQuery"/> as SQL.</summary>
internal static class FileSearch
{
    /// <summary>More words make no search better, only slower.</summary>
    private const int MaxWords = 8;

    /// <summary>The text that a search looks into.</summary>
    public static string Text(string name, string note, string uploader, IEnumerable<string> tags, FileFacts facts)
    {
        IEnumerable<string> words =
        [
            name,
            note.Length <= 1024 ? note : note[..1024],
            uploader,
            facts.Slicer,
            facts.PrinterModel,
            facts.Material,
            .. tags,
        ];
        return StoredText.Note(string.Join('\n', words)).ToLowerInvariant();
    }

    /// <summary>What a slicer wrote into a file is as hostile as anything else from outside.</summary>
    public static FileFacts Clean(FileFacts facts) =>
        facts with
        {
            Kind = StoredText.Name(facts.Kind),
            Slicer = StoredText.Name(facts.Slicer),
            PrinterModel = StoredText.Name(facts.PrinterModel),
            Material = StoredText.Name(facts.Material),
        };

    /// <summary>The conditions without the page's place.</summary>
    /// <param name="query">What is looked for.</param>
    /// <param name="dialect">The database's.</param>
    /// <param name="inAnyOrder">
    /// Whether their order does not matter, as for a count: the index of tags then gives them. A page in an order walks along the
    /// index of that order instead, and asks each file for its tags.
    /// </param>
    public static SqlFilter Filter(FileQuery query, SqlDialect dialect, bool inAnyOrder = false)
    {
        var filter = new SqlFilter();
        if (query.FolderId is not null)
            filter.AddIf(query.WithSubfolders ? Subtree : "folder_id = @folder", "folder", query.FolderId);
        string[] words = (query.Text ?? "")
            .ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < Math.Min(words.Length, MaxWords); i++)
            filter.AddIf($"{dialect.Find}(search, @word{i}) > 0", $"word{i}", StoredText.Name(words[i]));
        for (int i = 0; i < Math.Min(query.Tags.Count, TagTable.Max); i++)
            filter.AddIf(
                inAnyOrder
                    ? $"id IN (SELECT file_id FROM file_tags WHERE tag = @tag{i})"
                    : $"EXISTS (SELECT 1 FROM file_tags t WHERE t.file_id = files.id AND t.tag = @tag{i})",
                $"tag{i}",
                StoredText.Fold(query.Tags[i])
            );
        filter.AddIf("material = @material", "material", query.Material);
        filter.AddIf("printer_model = @model", "model", query.PrinterModel);
        filter.AddIf("uploader_id = @uploader", "uploader", query.UploaderId);
        return filter;
    }

    /// <summary>The column that an order sorts by. Ties are told apart by the id.</summary>
    public static string Column(FileSort sort) =>
        sort switch
        {
            FileSort.Uploaded => "uploaded_at",
            FileSort.Size => "size",
            FileSort.Time => "seconds",
            FileSort.Filament => "filament_g",
            FileSort.Printed => "printed_at",
            _ => "name_key",
        };

    /// <summary>What a page ended with.</summary>
    public static object Key(FileSort sort, FileRow row) =>
        sort switch
        {
            FileSort.Uploaded => row.UploadedAt,
            FileSort.Size => row.Size,
            FileSort.Time => row.Seconds,
            FileSort.Filament => row.FilamentG,
            FileSort.Printed => row.PrintedAt,
            _ => row.NameKey,
        };

    /// <summary>Reads where the page before ended.</summary>
    public static (object Key, long Id) ReadKey(FileSort sort, string after)
    {
        switch (sort)
        {
            case FileSort.Name:
                (string text, long textId) = PageCursor.ReadText(after);
                return (text, textId);
            case FileSort.Time or FileSort.Filament:
                (double number, long numberId) = PageCursor.ReadNumber(after);
                return (number, numberId);
            default:
                (long integer, long integerId) = PageCursor.ReadInteger(after);
                return (integer, integerId);
        }
    }

    private const string Subtree = """
        folder_id IN (
            WITH RECURSIVE below (id, depth) AS (
                SELECT id, 1 FROM folders WHERE id = @folder
                UNION ALL
                SELECT f.id, b.depth + 1 FROM folders f JOIN below b ON f.parent_id = b.id WHERE b.depth < 64
            )
            SELECT id FROM below
        )
        """;
}
