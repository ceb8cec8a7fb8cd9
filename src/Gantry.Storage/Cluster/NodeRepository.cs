using Gantry.Storage.Sql;

namespace Gantry.Storage.Cluster;

/// <inheritdoc cref="INodeRepository"/>
internal sealed class NodeRepository(SqlSession sql) : INodeRepository
{
    private const string Columns = "id, address, program_version, started_at, seen_at, document";

    public Task AnnounceAsync(NodeRecord node, CancellationToken cancellationToken) =>
        sql.ExecuteAsync(
            """
            INSERT INTO nodes (id, address, program_version, started_at, seen_at, document)
            VALUES (@Id, @Address, @ProgramVersion, @StartedAt, @SeenAt, @Document)
            ON CONFLICT (id) DO UPDATE SET
                address = excluded.address, program_version = excluded.program_version,
                started_at = excluded.started_at, seen_at = excluded.seen_at, document = excluded.document
            """,
            node with
            {
                SeenAt = sql.Now,
                Document = StoredText.Document(node.Document),
            },
            cancellationToken
        );

    public Task<NodeRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        sql.FindAsync<NodeRecord>($"SELECT {Columns} FROM nodes WHERE id = @id", new { id }, cancellationToken);

    public Task<IReadOnlyList<NodeRecord>> ListAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<NodeRecord>($"SELECT {Columns} FROM nodes ORDER BY id", null, cancellationToken);

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM nodes WHERE id = @id", new { id }, cancellationToken);
}
