using Gantry.Storage.Files;
using Npgsql;

namespace Gantry.Storage;

/// <summary>
/// Which database: <c>sqlite</c> (in the data directory), or <c>postgres://user:password@host:5432/database</c> with
/// <c>?schema=gantry</c>, <c>files=database</c> or <c>files=directory</c>, and any keyword of Npgsql as further parameters, such as
/// <c>sslmode=require</c>. A host that is a folder (<c>postgres:///database?host=/run/postgresql&amp;user=gantry</c>) means a local socket.
/// </summary>
public sealed class DatabaseAddress
{
    /// <summary>The schema that Gantry's tables are in, unless the address names another.</summary>
    public const string DefaultSchema = "gantry";

    private DatabaseAddress(DatabaseKind kind, string connection, string schema, FileStoreKind? files = null)
    {
        Kind = kind;
        Connection = connection;
        Schema = schema;
        Files = files;
    }

    /// <summary>SQLite in the data directory.</summary>
    public static DatabaseAddress Sqlite { get; } = new(DatabaseKind.Sqlite, "", "");

    /// <summary>Which backend it is.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>The schema in PostgreSQL; empty for SQLite.</summary>
    public string Schema { get; }

    /// <summary>Where the address says that the bytes of files are kept; null when it does not say.</summary>
    public FileStoreKind? Files { get; }

    /// <summary>The connection string, which may hold a password: never to be shown.</summary>
    internal string Connection { get; }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what is expected.</exception>
    public static DatabaseAddress Parse(string text)
    {
        if (text is "" or "sqlite")
            return Sqlite;
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            || address.Scheme is not ("postgres" or "postgresql")
        )
            throw new FormatException(
                "A database is 'sqlite' or 'postgres://user:password@host:5432/database'; this is neither."
            );
        return ParsePostgres(address);
    }

    /// <summary>A method of its own: who has SQLite need not load Npgsql.</summary>
    private static DatabaseAddress ParsePostgres(Uri address)
    {
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host.Length > 0 ? address.Host : "localhost",
            Port = address.Port > 0 ? address.Port : NpgsqlConnection.DefaultPort,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
            ApplicationName = "gantry",
        };
        string[] user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            connection.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            connection.Password = Uri.UnescapeDataString(user[1]);
        if (string.IsNullOrEmpty(connection.Database))
            throw new FormatException("The address of the database names no database: postgres://host/DATABASE.");
        (string schema, FileStoreKind? files) = ReadParameters(address.Query, connection);
        return new DatabaseAddress(DatabaseKind.Postgres, connection.ConnectionString, schema, files);
    }

    /// <summary>The same database with another schema.</summary>
    internal DatabaseAddress WithSchema(string schema) => new(Kind, Connection, CheckSchema(schema), Files);

    /// <summary>The address without user and password.</summary>
    public override string ToString() => Kind == DatabaseKind.Sqlite ? "sqlite" : DescribePostgres();

    private string DescribePostgres()
    {
        var connection = new NpgsqlConnectionStringBuilder(Connection);
        return $"postgres://{connection.Host}:{connection.Port}/{connection.Database}?schema={Schema}";
    }

    private static (string Schema, FileStoreKind? Files) ReadParameters(
        string query,
        NpgsqlConnectionStringBuilder connection
    )
    {
        string schema = DefaultSchema;
        FileStoreKind? files = null;
        foreach (string part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            string name = Uri.UnescapeDataString(pair[0]);
            string value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            if (name == "schema")
                schema = CheckSchema(value);
            else if (name == "files")
                files = ReadFiles(value);
            else
                SetParameter(connection, name, value);
        }
        return (schema, files);
    }

    private static FileStoreKind ReadFiles(string value) =>
        value switch
        {
            "database" => FileStoreKind.LargeObjects,
            "directory" => FileStoreKind.Directory,
            _ => throw new FormatException(
                "The address of the database says files=database or files=directory; a folder is named with --files."
            ),
        };

    private static void SetParameter(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        try
        {
            // As PostgreSQL's own programs write them.
            string keyword = name switch
            {
                "sslmode" => "SSL Mode",
                "user" => "Username",
                _ => name,
            };
            connection[keyword] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            throw new FormatException(
                $"The address of the database has a parameter that Npgsql does not know: {name}."
            );
        }
    }

    /// <summary>A schema stands in SQL as a name, so it may hold nothing that needs quoting.</summary>
    private static string CheckSchema(string schema) =>
        schema.Length is > 0 and <= 63
        && schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? schema
            : throw new FormatException("A schema name is up to 63 of the characters a-z, 0-9 and _.");
}
