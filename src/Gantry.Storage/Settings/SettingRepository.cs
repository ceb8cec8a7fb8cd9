using Gantry.Storage.Sql;

namespace Gantry.Storage.Settings;

/// <inheritdoc cref="ISettingRepository"/>
internal sealed class SettingRepository(SqlSession sql) : ISettingRepository
{
    private const string Columns = "name, value, changed_at, changed_by, version";

    public Task<SettingRecord?> FindAsync(string name, CancellationToken cancellationToken) =>
        sql.FindAsync<SettingRecord>(
            $"SELECT {Columns} FROM settings WHERE name = @name",
            new { name },
            cancellationToken
        );

    public Task<IReadOnlyList<SettingRecord>> ListAsync(CancellationToken cancellationToken) =>
        sql.QueryAsync<SettingRecord>($"SELECT {Columns} FROM settings ORDER BY name", null, cancellationToken);

    public Task<SettingRecord> SetAsync(SettingRecord setting, CancellationToken cancellationToken) =>
        sql.UpdateAsync<SettingRecord>(
            $"setting {setting.Name}",
            setting.Version,
            setting.Version == 0
                ? $"""
                INSERT INTO settings (name, value, changed_at, changed_by) VALUES (@Name, @Value, @Now, @ChangedBy)
                ON CONFLICT (name) DO NOTHING
                RETURNING {Columns}
                """
                : $"""
                UPDATE settings SET value = @Value, changed_at = @Now, changed_by = @ChangedBy, version = version + 1
                WHERE name = @Name AND version = @Version
                RETURNING {Columns}
                """,
            new
            {
                Name = StoredText.Name(setting.Name),
                Value = StoredText.Document(setting.Value),
                sql.Now,
                ChangedBy = StoredText.Name(setting.ChangedBy),
                setting.Version,
            },
            cancellationToken
        );

    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        sql.ExecuteAsync("DELETE FROM settings WHERE name = @name", new { name }, cancellationToken);
}
