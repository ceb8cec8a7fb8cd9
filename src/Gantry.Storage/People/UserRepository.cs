using Gantry.Storage.Sql;

namespace Gantry.Storage.People;

/// <inheritdoc cref="IUserRepository"/>
internal sealed class UserRepository(SqlSession sql) : IUserRepository
{
    private const string Columns = """
        id, name, display_name, email, password_hash, role, is_disabled, document, created_at, signed_in_at, version
        """;

    public Task<UserRecord?> FindAsync(long id, CancellationToken cancellationToken) =>
        sql.FindAsync<UserRecord>($"SELECT {Columns} FROM users WHERE id = @id", new { id }, cancellationToken);

    public Task<UserRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        sql.FindAsync<UserRecord>(
            $"SELECT {Columns} FROM users WHERE name_key = @key",
            new { key = StoredText.Fold(name) },
            cancellationToken
        );

    public Task<IReadOnlyList<UserRecord>> ListAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<UserRecord>($"SELECT {Columns} FROM users ORDER BY name_key", null, cancellationToken);

    public Task<int> CountAsync(string role, CancellationToken cancellationToken) =>
        sql.GetAsync<int>(
            "SELECT COUNT(*) FROM users WHERE role = @role AND NOT is_disabled AND password_hash IS NOT NULL",
            new { role },
            cancellationToken
        );

    public async Task<UserRecord> AddAsync(UserRecord user, CancellationToken cancellationToken)
    {
        await CheckNameAsync(user.Name, null, cancellationToken);
        return await sql.GetAsync<UserRecord>(
            $"""
            INSERT INTO users (name, name_key, display_name, email, password_hash, role, is_disabled, document, created_at)
            VALUES (@Name, @Key, @DisplayName, @Email, @PasswordHash, @Role, @IsDisabled, @Document, @Now)
            RETURNING {Columns}
            """,
            Values(user),
            cancellationToken
        );
    }

    public async Task<UserRecord> UpdateAsync(UserRecord user, CancellationToken cancellationToken)
    {
        await CheckNameAsync(user.Name, user.Id, cancellationToken);
        return await sql.UpdateAsync<UserRecord>(
            $"user {user.Id}",
            user.Version,
            $"""
            UPDATE users SET name = @Name, name_key = @Key, display_name = @DisplayName, email = @Email,
                password_hash = @PasswordHash, role = @Role, is_disabled = @IsDisabled, document = @Document,
                version = version + 1
            WHERE id = @Id AND version = @Version
            RETURNING {Columns}
            """,
            Values(user),
            cancellationToken
        );
    }

    public Task SetSignedInAsync(long id, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("UPDATE users SET signed_in_at = @Now WHERE id = @id", new { sql.Now, id }, cancellationToken);

    public Task RemoveAsync(long id, long version, CancellationToken cancellationToken) =>
        sql.RemoveAsync("users", "user", id, version, cancellationToken);

    private async Task CheckNameAsync(string name, long? self, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } other && other.Id != self)
            throw new NameTakenException($"An account named '{other.Name}' is there already. Choose another name.");
    }

    private object Values(UserRecord user) =>
        new
        {
            user.Id,
            Name = StoredText.Name(user.Name),
            Key = StoredText.Fold(user.Name),
            DisplayName = StoredText.Name(user.DisplayName),
            Email = user.Email is { } email ? StoredText.Name(email) : null,
            user.PasswordHash,
            user.Role,
            user.IsDisabled,
            Document = StoredText.Document(user.Document),
            sql.Now,
            user.Version,
        };
}
