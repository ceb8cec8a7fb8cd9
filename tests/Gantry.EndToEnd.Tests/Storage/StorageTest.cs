using Gantry.Storage;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>What tests of the storage write again and again.</summary>
public abstract class StorageTest
{
    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected static Task<T> Read<T>(TestStorage test, Func<IStoreSession, Task<T>> read) =>
        test.Store.ReadAsync(read, Stop);

    private protected static Task<T> Write<T>(TestStorage test, Func<IStoreSession, Task<T>> write) =>
        test.Store.WriteAsync(write, Stop);

    private protected static Task Write(TestStorage test, Func<IStoreSession, Task> write) =>
        test.Store.WriteAsync(write, Stop);

    /// <summary>Changes the database behind the repositories' back.</summary>
    private protected static Task<int> Execute(TestStorage test, string sql) =>
        test.Storage.Database.WriteAsync(s => s.ExecuteAsync(sql, null, Stop), null, Stop);

    /// <summary>All pages of a list, read one after the other.</summary>
    private protected static async Task<List<T>> ReadAll<T>(Func<PageRequest, Task<Page<T>>> read, int limit)
    {
        var all = new List<T>();
        string? next = null;
        do
        {
            Page<T> page = await read(new PageRequest(limit, next));
            page.Items.Count.ShouldBeLessThanOrEqualTo(limit);
            all.AddRange(page.Items);
            next = page.Next;
        } while (next is not null);
        return all;
    }
}
