using System.Globalization;
using System.Reflection;

namespace Gantry.Storage.Sql;

/// <summary>
/// One step of the schema: a file <c>NNNN_name.sql</c> under Migrations, or <c>NNNN_name.sqlite.sql</c> and
/// <c>NNNN_name.postgres.sql</c> where the two databases have no words in common. <c>{identity}</c>, <c>{blob}</c> and
/// <c>{text}</c> stand for types of <see cref="SqlDialect"/>. A step that was published is never changed.
/// </summary>
/// <param name="Version">1, 2, 3 and so on.</param>
/// <param name="Name">For people.</param>
/// <param name="Sql">The statements.</param>
internal sealed record MigrationScript(int Version, string Name, string Sql)
{
    /// <summary>All steps for a database, in their order.</summary>
    public static IReadOnlyList<MigrationScript> All(SqlDialect dialect)
    {
        Assembly assembly = typeof(MigrationScript).Assembly;
        string other = dialect.Kind == DatabaseKind.Sqlite ? ".postgres.sql" : ".sqlite.sql";
        MigrationScript[] scripts =
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n =>
                    n.EndsWith(".sql", StringComparison.Ordinal) && !n.EndsWith(other, StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .Select(n => Load(assembly, n, dialect)),
        ];
        for (int i = 0; i < scripts.Length; i++)
            if (scripts[i].Version != i + 1)
                throw new InvalidOperationException($"Migration {i + 1} is missing or there twice.");
        return scripts;
    }

    private static MigrationScript Load(Assembly assembly, string resource, SqlDialect dialect)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        string sql = reader
            .ReadToEnd()
            .Replace("{identity}", dialect.Identity, StringComparison.Ordinal)
            .Replace("{blob}", dialect.Blob, StringComparison.Ordinal)
            .Replace("{text}", dialect.Text, StringComparison.Ordinal);
        string name = resource[5..resource.IndexOf('.', StringComparison.Ordinal)];
        return new MigrationScript(int.Parse(resource[..4], CultureInfo.InvariantCulture), name, sql);
    }
}
