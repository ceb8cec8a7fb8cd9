using Gantry.Storage.Files;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Library;

/// <inheritdoc cref="IContentRepository"/>
internal sealed class ContentRepository(SqlSession sql) : IContentRepository
{
    private const string Columns = "hash, size, kept_at, large_object, plain_hash, analysis_version, problem";

    // What keeps bytes alive: files, jobs that have not ended, prints that may be repeated, pictures of prints, and the packed
    // file that they came out of.
    private const string Unused = """
        NOT EXISTS (SELECT 1 FROM files f WHERE f.content_hash = contents.hash)
        AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.content_hash = contents.hash AND j.ended_at IS NULL)
        AND NOT EXISTS (
            SELECT 1 FROM job_variants v JOIN jobs j ON j.id = v.job_id
            WHERE v.content_hash = contents.hash AND j.ended_at IS NULL
        )
        AND NOT EXISTS (SELECT 1 FROM prints p WHERE p.content_hash = contents.hash AND p.keeps_content)
        AND NOT EXISTS (SELECT 1 FROM prints p WHERE p.photo_hash = contents.hash)
        AND NOT EXISTS (SELECT 1 FROM contents packed WHERE packed.plain_hash = contents.hash)
        AND NOT EXISTS (SELECT 1 FROM content_holds h WHERE h.until_at > @Now)
        """;

    public Task<Content?> FindAsync(ContentHash hash, CancellationToken cancellationToken) =>
        sql.FindAsync<Content>($"SELECT {Columns} FROM contents WHERE hash = @hash", new { hash }, cancellationToken);

    public Task<string?> GetAnalysisAsync(ContentHash hash, CancellationToken cancellationToken) =>
        sql.FindAsync<string>("SELECT analysis FROM contents WHERE hash = @hash", new { hash }, cancellationToken);

    public async Task SetAnalysisAsync(
        ContentHash hash,
        int analysisVersion,
        string analysis,
        IReadOnlyList<ContentThumbnail> thumbnails,
        CancellationToken cancellationToken
    )
    {
        int changed = await sql.ExecuteAsync(
            "UPDATE contents SET analysis = @analysis, analysis_version = @analysisVersion, problem = '' WHERE hash = @hash",
            new
            {
                analysis,
                analysisVersion,
                hash,
            },
            cancellationToken
        );
        if (changed == 0)
            throw new ContentMissingException(hash);
        await sql.ExecuteAsync("DELETE FROM thumbnails WHERE content_hash = @hash", new { hash }, cancellationToken);
        for (int position = 0; position < thumbnails.Count; position++)
            await sql.ExecuteAsync(
                """
                INSERT INTO thumbnails (content_hash, position, media_type, width, height, data)
                VALUES (@hash, @position, @MediaType, @Width, @Height, @Data)
                """,
                new
                {
                    hash,
                    position,
                    thumbnails[position].MediaType,
                    thumbnails[position].Width,
                    thumbnails[position].Height,
                    thumbnails[position].Data,
                },
                cancellationToken
            );
    }

    public async Task SetProblemAsync(
        ContentHash hash,
        int analysisVersion,
        string problem,
        CancellationToken cancellationToken
    )
    {
        int changed = await sql.ExecuteAsync(
            "UPDATE contents SET problem = @problem, analysis_version = @analysisVersion WHERE hash = @hash",
            new
            {
                problem = StoredText.Note(problem),
                analysisVersion,
                hash,
            },
            cancellationToken
        );
        if (changed == 0)
            throw new ContentMissingException(hash);
    }

    public Task<IReadOnlyList<ContentHash>> ListUnanalysedAsync(
        int analysisVersion,
        int limit,
        CancellationToken cancellationToken
    ) =>
        sql.QueryAsync<ContentHash>(
            """
            SELECT hash FROM contents
            WHERE analysis_version < @analysisVersion
                AND EXISTS (SELECT 1 FROM files f WHERE f.content_hash = contents.hash)
            ORDER BY kept_at DESC, hash LIMIT @limit
            """,
            new { analysisVersion, limit },
            cancellationToken
        );

    public async Task SetPlainAsync(ContentHash hash, ContentHash plain, CancellationToken cancellationToken)
    {
        if (await FindAsync(plain, cancellationToken) is null)
            throw new ContentMissingException(plain);
        int changed = await sql.ExecuteAsync(
            "UPDATE contents SET plain_hash = @plain WHERE hash = @hash",
            new { plain, hash },
            cancellationToken
        );
        if (changed == 0)
            throw new ContentMissingException(hash);
    }

    public Task<IReadOnlyList<ContentThumbnail>> ListThumbnailsAsync(
        ContentHash hash,
        CancellationToken cancellationToken
    ) =>
        sql.QueryAsync<ContentThumbnail>(
            "SELECT position, media_type, width, height FROM thumbnails WHERE content_hash = @hash ORDER BY position",
            new { hash },
            cancellationToken
        );

    public Task<ContentThumbnail?> FindThumbnailAsync(
        ContentHash hash,
        int position,
        CancellationToken cancellationToken
    ) =>
        sql.FindAsync<ContentThumbnail>(
            """
            SELECT position, media_type, width, height, data FROM thumbnails
            WHERE content_hash = @hash AND position = @position
            """,
            new { hash, position },
            cancellationToken
        );

    public Task HoldAsync(string id, string reason, DateTimeOffset until, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO content_holds (id, reason, until_at) VALUES (@id, @reason, @until)
            ON CONFLICT (id) DO UPDATE SET until_at = excluded.until_at
            """,
            new
            {
                id,
                reason,
                until,
            },
            cancellationToken
        );

    public Task ReleaseAsync(string id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            "DELETE FROM content_holds WHERE id = @id OR until_at <= @Now",
            new { id, sql.Now },
            cancellationToken
        );

    /// <summary>Takes bytes into the books, or notes that they were brought once more.</summary>
    internal Task KeepAsync(ContentHash hash, long size, long? largeObject, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO contents (hash, size, kept_at, large_object) VALUES (@hash, @size, @Now, @largeObject)
            ON CONFLICT (hash) DO UPDATE SET
                kept_at = excluded.kept_at,
                large_object = COALESCE(excluded.large_object, contents.large_object)
            """,
            new
            {
                hash,
                size,
                sql.Now,
                largeObject,
            },
            cancellationToken
        );

    /// <summary>Bytes that nothing needs and that were last brought before a time.</summary>
    internal Task<IReadOnlyList<ContentHash>> ListUnusedAsync(
        DateTimeOffset keptBefore,
        int limit,
        CancellationToken cancellationToken
    ) =>
        sql.QueryAsync<ContentHash>(
            $"SELECT hash FROM contents WHERE kept_at < @keptBefore AND {Unused} ORDER BY hash LIMIT @limit",
            new
            {
                keptBefore,
                sql.Now,
                limit,
            },
            cancellationToken
        );

    /// <summary>The hashes in the books that begin so.</summary>
    internal async Task<HashSet<ContentHash>> ListByPrefixAsync(string prefix, CancellationToken cancellationToken) =>
        [
            .. await sql.QueryAsync<ContentHash>(
                // 'g' comes after every hexadecimal digit.
                "SELECT hash FROM contents WHERE hash >= @prefix AND hash < @end",
                new { prefix, end = prefix + 'g' },
                cancellationToken
            ),
        ];

    /// <summary>
    /// Strikes bytes off the books if nothing needs them. Until the transaction ends, nobody can begin to need them either.
    /// </summary>
    internal async Task<Content?> RemoveUnusedAsync(
        ContentHash hash,
        DateTimeOffset keptBefore,
        CancellationToken cancellationToken
    )
    {
        await LockAsync(hash, cancellationToken);
        // The row first: whoever is about to refer to it has it locked, and is seen by the next statement.
        Content? content = await sql.FindAsync<Content>(
            $"SELECT {Columns} FROM contents WHERE hash = @hash {sql.Dialect.ForUpdate}",
            new { hash },
            cancellationToken
        );
        int removed = await sql.ExecuteAsync(
            $"DELETE FROM contents WHERE hash = @hash AND kept_at < @keptBefore AND {Unused}",
            new
            {
                hash,
                keptBefore,
                sql.Now,
            },
            cancellationToken
        );
        return removed > 0 ? content : null;
    }

    /// <summary>
    /// The large object with these bytes, or null. Names no column that an earlier schema lacks: a restore keeps bytes before the
    /// schema is brought up to date.
    /// </summary>
    internal Task<long?> FindLargeObjectAsync(ContentHash hash, CancellationToken cancellationToken) =>
        sql.FindAsync<long?>("SELECT large_object FROM contents WHERE hash = @hash", new { hash }, cancellationToken);

    /// <summary>While it lasts, nobody else takes these bytes into the books or strikes them off.</summary>
    internal Task LockAsync(ContentHash hash, CancellationToken cancellationToken) =>
        sql.LockAsync($"content {hash}", cancellationToken);
}
