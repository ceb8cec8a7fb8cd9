using System.Data;
using Dapper;
using Gantry.Storage.Files;

namespace Gantry.Storage.Sql;

/// <summary>
/// How values that both databases know differently are written: times as milliseconds since 1970 (UTC), and identifiers and
/// hashes as text. So both sort them alike, and a backup of one can be restored into the other.
/// </summary>
internal static class SqlTypes
{
    /// <summary>Dapper keeps its handlers for the process; they are set once, before its first use.</summary>
    static SqlTypes()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.RemoveTypeMap(typeof(Guid));
        SqlMapper.RemoveTypeMap(typeof(Guid?));
        SqlMapper.AddTypeHandler(new Handler<DateTimeOffset>(t => t.ToUnixTimeMilliseconds(), Time, DbType.Int64));
        SqlMapper.AddTypeHandler(new Handler<Guid>(g => g.ToString("D"), v => Guid.ParseExact((string)v, "D"), null));
        SqlMapper.AddTypeHandler(new Handler<ContentHash>(h => h.ToString(), v => ContentHash.Parse((string)v), null));
    }

    /// <summary>Makes sure that the handlers are set.</summary>
    public static void Register() { }

    private static DateTimeOffset Time(object value) =>
        DateTimeOffset.FromUnixTimeMilliseconds(
            Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
        );

    private sealed class Handler<T>(Func<T, object> write, Func<object, T> read, DbType? type)
        : SqlMapper.TypeHandler<T>
        where T : struct
    {
        public override void SetValue(IDbDataParameter parameter, T value)
        {
            parameter.DbType = type ?? DbType.String;
            parameter.Value = write(value);
        }

        public override T Parse(object value) => read(value);
    }
}
