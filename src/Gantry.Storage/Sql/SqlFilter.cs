using Dapper;

namespace Gantry.Storage.Sql;

/// <summary>The conditions of a search, with their values.</summary>
internal sealed class SqlFilter
{
    private readonly List<string> _conditions = [];

    /// <summary>The values by name.</summary>
    public DynamicParameters Values { get; } = new();

    /// <summary>The conditions as SQL, beginning with WHERE; empty when there is none.</summary>
    public string Where => _conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", _conditions);

    /// <summary>Adds a condition that needs no value.</summary>
    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>Adds a condition when its value is there. The value stands in it as <c>@name</c>.</summary>
    public void AddIf<T>(string condition, string name, T? value)
    {
        if (value is null)
            return;
        _conditions.Add(condition);
        Values.Add(name, value);
    }

    /// <summary>Adds the place where the page before ended.</summary>
    /// <param name="column">The column that the list is sorted by, before the id.</param>
    /// <param name="descending">Whether it goes down.</param>
    /// <param name="key">The last value.</param>
    /// <param name="id">The last id.</param>
    public void AddAfter(string column, bool descending, object key, long id)
    {
        _conditions.Add($"({column}, id) {(descending ? '<' : '>')} (@afterKey, @afterId)");
        Values.Add("afterKey", key);
        Values.Add("afterId", id);
    }
}
