using Gantry.Storage.Sql;

namespace Gantry.Storage.Library;

/// <inheritdoc cref="IFolderRepository"/>
internal sealed class FolderRepository(SqlSession sql) : IFolderRepository
{
    private const string Columns = "id, parent_id, name, created_by, created_at, version";

    public Task<Folder?> FindAsync(long id, CancellationToken cancellationToken) =>
        sql.FindAsync<Folder>($"SELECT {Columns} FROM folders WHERE id = @id", new { id }, cancellationToken);

    public Task<Folder?> FindAsync(long parentId, string name, CancellationToken cancellationToken) =>
        sql.FindAsync<Folder>(
            $"SELECT {Columns} FROM folders WHERE parent_id = @parentId AND name_key = @key",
            new { parentId, key = StoredText.Fold(name) },
            cancellationToken
        );

    public Task<IReadOnlyList<Folder>> ListAsync(long parentId, CancellationToken cancellationToken) =>
        sql.QueryAsync<Folder>(
            $"SELECT {Columns} FROM folders WHERE parent_id = @parentId ORDER BY name_key",
            new { parentId },
            cancellationToken
        );

    public async Task<IReadOnlyList<FolderCount>> ListAllAsync(int limit, CancellationToken cancellationToken)
    {
        IReadOnlyList<Folder> folders = await sql.QueryAsync<Folder>(
            $"SELECT {Columns} FROM folders WHERE id <> {Folder.RootId} ORDER BY id LIMIT @limit",
            new { limit },
            cancellationToken
        );
        Dictionary<long, int> counts = (
            await sql.QueryAsync<(long Id, int Files)>(
                "SELECT folder_id, COUNT(*) FROM files GROUP BY folder_id",
                null,
                cancellationToken
            )
        ).ToDictionary(c => c.Id, c => c.Files);
        return [.. folders.Select(f => new FolderCount(f, counts.GetValueOrDefault(f.Id)))];
    }

    public Task<IReadOnlyList<Folder>> PathAsync(long id, CancellationToken cancellationToken) =>
        sql.QueryAsync<Folder>(
            """
            WITH RECURSIVE above (id, parent_id, name, created_by, created_at, version, depth) AS (
                SELECT id, parent_id, name, created_by, created_at, version, 0 FROM folders WHERE id = @id
                UNION ALL
                SELECT f.id, f.parent_id, f.name, f.created_by, f.created_at, f.version, a.depth + 1
                FROM folders f JOIN above a ON f.id = a.parent_id
                WHERE a.depth <= @max
            )
            SELECT id, parent_id, name, created_by, created_at, version FROM above ORDER BY depth DESC
            """,
            new { id, max = IFolderRepository.MaxDepth },
            cancellationToken
        );

    public async Task<Folder> AddAsync(
        long parentId,
        string name,
        string createdBy,
        CancellationToken cancellationToken
    )
    {
        // Two that move folders into each other at once must not both find that it works.
        await sql.LockAsync("folders", cancellationToken);
        await CheckPlaceAsync(parentId, null, 1, cancellationToken);
        await CheckNameAsync(parentId, name, null, cancellationToken);
        return await sql.GetAsync<Folder>(
            $"""
            INSERT INTO folders (parent_id, name, name_key, created_by, created_at)
            VALUES (@parentId, @name, @key, @createdBy, @Now)
            RETURNING {Columns}
            """,
            new
            {
                parentId,
                name = StoredText.Name(name),
                key = StoredText.Fold(name),
                createdBy = StoredText.Name(createdBy),
                sql.Now,
            },
            cancellationToken
        );
    }

    public async Task<Folder> UpdateAsync(Folder folder, CancellationToken cancellationToken)
    {
        if (folder.Id == Folder.RootId || folder.ParentId is not { } parentId)
            throw new StillInUseException("The root folder cannot be renamed or moved.");
        await sql.LockAsync("folders", cancellationToken);
        int height = await HeightAsync(folder.Id, cancellationToken);
        await CheckPlaceAsync(parentId, folder.Id, height, cancellationToken);
        await CheckNameAsync(parentId, folder.Name, folder.Id, cancellationToken);
        return await sql.UpdateAsync<Folder>(
            $"folder {folder.Id}",
            folder.Version,
            $"""
            UPDATE folders SET parent_id = @parentId, name = @name, name_key = @key, version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {Columns}
            """,
            new
            {
                parentId,
                name = StoredText.Name(folder.Name),
                key = StoredText.Fold(folder.Name),
                folder.Id,
                folder.Version,
            },
            cancellationToken
        );
    }

    public async Task RemoveAsync(long id, long version, CancellationToken cancellationToken)
    {
        bool used = await sql.GetAsync<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM folders WHERE parent_id = @id)
                OR EXISTS (SELECT 1 FROM files WHERE folder_id = @id)
            """,
            new { id },
            cancellationToken
        );
        if (used || id == Folder.RootId)
            throw new StillInUseException("The folder is not empty. Move or delete what is in it first.");
        await sql.RemoveAsync("folders", "folder", id, version, cancellationToken);
    }

    /// <summary>A folder may not lie in itself, nor deeper than the limit with all that is in it.</summary>
    private async Task CheckPlaceAsync(long parentId, long? moved, int height, CancellationToken cancellationToken)
    {
        IReadOnlyList<Folder> path = await PathAsync(parentId, cancellationToken);
        if (path.Count == 0)
            throw new StillInUseException($"There is no folder {parentId} to put it into.");
        if (path.Any(f => f.Id == moved))
            throw new StillInUseException("A folder cannot be moved into itself.");
        // The root does not count.
        if (path.Count - 1 + height > IFolderRepository.MaxDepth)
            throw new StillInUseException($"Folders may lie {IFolderRepository.MaxDepth} deep, not deeper.");
    }

    private async Task CheckNameAsync(long parentId, string name, long? self, CancellationToken cancellationToken)
    {
        if (await FindAsync(parentId, name, cancellationToken) is { } other && other.Id != self)
            throw new NameTakenException($"A folder named '{other.Name}' is there already. Choose another name.");
    }

    /// <summary>Folders that lie in each other from this one down, itself included.</summary>
    private Task<int> HeightAsync(long id, CancellationToken cancellationToken) =>
        sql.GetAsync<int>(
            """
            WITH RECURSIVE below (id, depth) AS (
                SELECT id, 1 FROM folders WHERE id = @id
                UNION ALL
                SELECT f.id, b.depth + 1 FROM folders f JOIN below b ON f.parent_id = b.id
            )
            SELECT COALESCE(MAX(depth), 1) FROM below
            """,
            new { id },
            cancellationToken
        );
}
