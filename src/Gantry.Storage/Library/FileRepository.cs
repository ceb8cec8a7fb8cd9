using Dapper;
using Gantry.Storage.Files;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Library;

/// <inheritdoc cref="IFileRepository"/>
internal sealed class FileRepository(SqlSession sql) : IFileRepository
{
    private const int MaxSameContent = 100;

    private readonly TagTable _tags = new(sql, "file_tags", "file_id");

    public async Task<LibraryFile?> FindAsync(long id, CancellationToken cancellationToken) =>
        Single(await SelectAsync("WHERE id = @id", new { id }, cancellationToken));

    public async Task<LibraryFile?> FindAsync(long folderId, string name, CancellationToken cancellationToken) =>
        Single(
            await SelectAsync(
                "WHERE folder_id = @folderId AND name_key = @key",
                new { folderId, key = StoredText.Fold(name) },
                cancellationToken
            )
        );

    public Task<IReadOnlyList<LibraryFile>> ListByContentAsync(ContentHash hash, CancellationToken cancellationToken) =>
        SelectAsync($"WHERE content_hash = @hash ORDER BY id LIMIT {MaxSameContent}", new { hash }, cancellationToken);

    public async Task<Page<LibraryFile>> SearchAsync(
        FileQuery query,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        SqlFilter filter = FileSearch.Filter(query, sql.Dialect);
        string column = FileSearch.Column(query.Sort);
        if (page.After is not null)
        {
            (object key, long id) = FileSearch.ReadKey(query.Sort, page.After);
            filter.AddAfter(column, query.Descending, key, id);
        }
        string way = query.Descending ? "DESC" : "ASC";
        IReadOnlyList<FileRow> rows = await sql.QueryAsync<FileRow>(
            $"SELECT {FileRow.Columns} FROM files {filter.Where} ORDER BY {column} {way}, id {way} LIMIT {page.Take + 1}",
            filter.Values,
            cancellationToken
        );
        Page<FileRow> cut = PageCursor.Cut(rows, page, r => FileSearch.Key(query.Sort, r), r => r.Id);
        return new Page<LibraryFile>(await WithTagsAsync(cut.Items, cancellationToken), cut.Next);
    }

    public Task<long> CountAsync(FileQuery query, long most, CancellationToken cancellationToken)
    {
        SqlFilter filter = FileSearch.Filter(query, sql.Dialect, inAnyOrder: true);
        return sql.GetAsync<long>(
            $"SELECT COUNT(*) FROM (SELECT 1 FROM files {filter.Where} LIMIT {most}) AS found",
            filter.Values,
            cancellationToken
        );
    }

    public Task<IReadOnlyList<TagCount>> ListTagsAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<TagCount>(
            "SELECT tag, COUNT(*) AS files FROM file_tags GROUP BY tag ORDER BY tag",
            null,
            cancellationToken
        );

    public async Task<LibraryFile> AddAsync(NewFile file, CancellationToken cancellationToken)
    {
        await CheckNameAsync(file.FolderId, file.Name, null, cancellationToken);
        DynamicParameters values = Values(file);
        FileRow row = await sql.GetAsync<FileRow>(
            $"""
            INSERT INTO files (folder_id, name, name_key, content_hash, size, kind, note, uploader_id, uploader_name, source,
                uploaded_at, changed_at, slicer, printer_model, material, nozzle_mm, layer_mm, seconds, filament_mm,
                filament_g, size_x, size_y, size_z, tools, search)
            VALUES (@folder, @name, @key, @hash, @size, @Kind, @note, @uploader, @uploaderName, @source, @now, @now, @Slicer,
                @PrinterModel, @Material, @NozzleMm, @LayerMm, @Seconds, @FilamentMm, @FilamentG, @SizeX, @SizeY, @SizeZ,
                @Tools, @search)
            RETURNING {FileRow.Columns}
            """,
            values,
            cancellationToken
        );
        return await SetTagsAsync(row, file.Tags, cancellationToken);
    }

    public async Task<LibraryFile> UpdateAsync(LibraryFile file, CancellationToken cancellationToken)
    {
        await CheckNameAsync(file.FolderId, file.Name, file.Id, cancellationToken);
        FileRow row = await sql.UpdateAsync<FileRow>(
            $"file {file.Id}",
            file.Version,
            $"""
            UPDATE files SET folder_id = @FolderId, name = @name, name_key = @key, note = @note, search = @search,
                changed_at = @Now, version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {FileRow.Columns}
            """,
            new
            {
                file.FolderId,
                name = StoredText.Name(file.Name),
                key = StoredText.Fold(file.Name),
                note = StoredText.Note(file.Note),
                search = FileSearch.Text(file.Name, file.Note, file.UploaderName, file.Tags, file.Facts),
                sql.Now,
                file.Id,
                file.Version,
            },
            cancellationToken
        );
        return await SetTagsAsync(row, file.Tags, cancellationToken);
    }

    public async Task<LibraryFile> ReplaceAsync(LibraryFile file, NewFile by, CancellationToken cancellationToken)
    {
        DynamicParameters values = Values(by);
        values.Add("id", file.Id);
        values.Add("version", file.Version);
        FileRow row = await sql.UpdateAsync<FileRow>(
            $"file {file.Id}",
            file.Version,
            $"""
            UPDATE files SET name = @name, name_key = @key, content_hash = @hash, size = @size, kind = @Kind, note = @note,
                uploader_id = @uploader, uploader_name = @uploaderName, source = @source, uploaded_at = @now,
                changed_at = @now, slicer = @Slicer, printer_model = @PrinterModel, material = @Material,
                nozzle_mm = @NozzleMm, layer_mm = @LayerMm, seconds = @Seconds, filament_mm = @FilamentMm,
                filament_g = @FilamentG, size_x = @SizeX, size_y = @SizeY, size_z = @SizeZ, tools = @Tools,
                search = @search, printed_good = 0, printed_bad = 0, printed_at = 0, version = version + 1
            WHERE id = @id AND version = @version
            RETURNING {FileRow.Columns}
            """,
            values,
            cancellationToken
        );
        return await SetTagsAsync(row, by.Tags, cancellationToken);
    }

    public Task RemoveAsync(long id, long version, CancellationToken cancellationToken) =>
        sql.RemoveAsync("files", "file", id, version, cancellationToken);

    public async Task SetFactsAsync(ContentHash hash, FileFacts facts, CancellationToken cancellationToken)
    {
        foreach (LibraryFile file in await ListByContentAsync(hash, cancellationToken))
        {
            FileFacts clean = FileSearch.Clean(facts);
            var values = new DynamicParameters(clean);
            values.Add("id", file.Id);
            values.Add("search", FileSearch.Text(file.Name, file.Note, file.UploaderName, file.Tags, clean));
            await sql.ExecuteAsync(
                """
                UPDATE files SET kind = @Kind, slicer = @Slicer, printer_model = @PrinterModel, material = @Material,
                    nozzle_mm = @NozzleMm, layer_mm = @LayerMm, seconds = @Seconds, filament_mm = @FilamentMm,
                    filament_g = @FilamentG, size_x = @SizeX, size_y = @SizeY, size_z = @SizeZ, tools = @Tools,
                    search = @search
                WHERE id = @id
                """,
                values,
                cancellationToken
            );
        }
    }

    public Task CountPrintAsync(
        ContentHash hash,
        int good,
        int bad,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        sql.ExecuteAsync(
            """
            UPDATE files SET
                printed_good = CASE WHEN printed_good + @good > 0 THEN printed_good + @good ELSE 0 END,
                printed_bad = CASE WHEN printed_bad + @bad > 0 THEN printed_bad + @bad ELSE 0 END,
                printed_at = CASE WHEN printed_at > @at THEN printed_at ELSE @at END
            WHERE content_hash = @hash
            """,
            new
            {
                good,
                bad,
                at,
                hash,
            },
            cancellationToken
        );

    public Task<bool> IsWantedAsync(long id, CancellationToken cancellationToken) =>
        sql.GetAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM jobs WHERE file_id = @id AND ended_at IS NULL)
                OR EXISTS (
                    SELECT 1 FROM job_variants v JOIN jobs j ON j.id = v.job_id
                    WHERE v.file_id = @id AND j.ended_at IS NULL
                )
            """,
            new { id },
            cancellationToken
        );

    private static LibraryFile? Single(IReadOnlyList<LibraryFile> files) => files.Count == 0 ? null : files[0];

    private async Task<IReadOnlyList<LibraryFile>> SelectAsync(
        string where,
        object values,
        CancellationToken cancellationToken
    )
    {
        string select = $"SELECT {FileRow.Columns} FROM files {where}";
        return await WithTagsAsync(await sql.QueryAsync<FileRow>(select, values, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<LibraryFile>> WithTagsAsync(
        IReadOnlyList<FileRow> rows,
        CancellationToken cancellationToken
    )
    {
        if (rows.Count == 0)
            return [];
        ILookup<long, string> tags = await _tags.GetAsync(rows.Select(r => r.Id), cancellationToken);
        return [.. rows.Select(r => r.ToFile(tags[r.Id]))];
    }

    private async Task<LibraryFile> SetTagsAsync(
        FileRow row,
        IReadOnlyList<string> tags,
        CancellationToken cancellationToken
    ) => row.ToFile(await _tags.SetAsync(row.Id, tags, cancellationToken));

    private async Task CheckNameAsync(long folderId, string name, long? self, CancellationToken cancellationToken)
    {
        long? other = await sql.FindAsync<long?>(
            "SELECT id FROM files WHERE folder_id = @folderId AND name_key = @key",
            new { folderId, key = StoredText.Fold(name) },
            cancellationToken
        );
        if (other is not null && other != self)
            throw new NameTakenException($"A file named '{name}' is in this folder already. Choose another name.");
    }

    private DynamicParameters Values(NewFile file)
    {
        FileFacts facts = FileSearch.Clean(file.Facts);
        // The facts give most of the names.
        var values = new DynamicParameters(facts);
        values.Add("folder", file.FolderId);
        values.Add("name", StoredText.Name(file.Name));
        values.Add("key", StoredText.Fold(file.Name));
        values.Add("hash", file.ContentHash);
        values.Add("size", file.Size);
        values.Add("note", StoredText.Note(file.Note));
        values.Add("uploader", file.UploaderId);
        values.Add("uploaderName", StoredText.Name(file.UploaderName));
        values.Add("source", StoredText.Name(file.Source));
        values.Add("now", sql.Now);
        values.Add("search", FileSearch.Text(file.Name, file.Note, file.UploaderName, file.Tags, facts));
        return values;
    }
}
