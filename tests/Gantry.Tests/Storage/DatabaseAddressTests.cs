using Gantry.Storage;
using Npgsql;

namespace Gantry.Tests.Storage;

public sealed class DatabaseAddressTests
{
    [Fact]
    public void An_address_names_everything_and_shows_no_password()
    {
        DatabaseAddress address = DatabaseAddress.Parse(
            "postgres://ada:p%40ss%3Aw@db.example:6432/farm?schema=lab_2&sslmode=require&Timeout=3"
        );

        var connection = new NpgsqlConnectionStringBuilder(address.Connection);
        (connection.Host, connection.Port, connection.Username, connection.Password, connection.Database).ShouldBe(
            ("db.example", 6432, "ada", "p@ss:w", "farm")
        );
        (connection.SslMode, connection.Timeout, address.Schema).ShouldBe((SslMode.Require, 3, "lab_2"));
        address.ToString().ShouldBe("postgres://db.example:6432/farm?schema=lab_2");
    }

    [Fact]
    public void A_folder_as_host_means_a_socket()
    {
        DatabaseAddress address = DatabaseAddress.Parse("postgresql:///farm?host=%2Frun%2Fpostgresql&user=g");

        var connection = new NpgsqlConnectionStringBuilder(address.Connection);
        (connection.Host, connection.Username, address.Schema).ShouldBe(("/run/postgresql", "g", "gantry"));
    }

    [Theory]
    [InlineData("mysql://a/b", "'sqlite' or 'postgres://")]
    [InlineData("postgres://host", "names no database")]
    [InlineData("postgres://host/db?schema=a;drop", "schema name")]
    [InlineData("postgres://host/db?schema=", "schema name")]
    [InlineData("postgres://host/db?colour=red", "colour")]
    [InlineData("postgres://host/db?Timeout=soon", "Timeout")]
    public void What_is_no_address_is_refused_with_a_word(string text, string word) =>
        Should.Throw<FormatException>(() => DatabaseAddress.Parse(text)).Message.ShouldContain(word);

    [Fact]
    public void Nothing_means_sqlite() => DatabaseAddress.Parse("").Kind.ShouldBe(DatabaseKind.Sqlite);
}
