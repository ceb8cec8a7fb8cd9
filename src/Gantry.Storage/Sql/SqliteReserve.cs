namespace Gantry.Storage.Sql;

/// <summary>
/// Room within the files of the database, taken while the disk has it. SQLite writes over what lies free in there before it asks the
/// disk for more, so on a disk that has become full states of prints, sign-ins and the removal of files still find place.
/// </summary>
internal static class SqliteReserve
{
    private const int Bytes = 4 * 1024 * 1024;
    private const int PageBytes = 4096;

    /// <summary>Takes the room, unless there is still half of it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="isStart">Whether nothing was written yet: then the log is still short, too, and must grow.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="NotEnoughSpaceException">The disk is full already.</exception>
    public static async Task TakeAsync(ISqlDatabase database, bool isStart, CancellationToken stop)
    {
        await database.WriteAsync(
            async session =>
            {
                long free = await session.GetAsync<long>("PRAGMA freelist_count", null, stop);
                if (!isStart && free * PageBytes >= Bytes / 2)
                    return 0;
                // In one transaction: the log, which is written over from its beginning later on, becomes as long.
                await session.ExecuteAsync("CREATE TABLE reserve (bytes BLOB)", null, stop);
                await session.ExecuteAsync($"INSERT INTO reserve VALUES (zeroblob({Bytes}))", null, stop);
                return await session.ExecuteAsync("DROP TABLE reserve", null, stop);
            },
            null,
            stop
        );
        // The pages that were written are in the connection's cache now, where nobody will read them.
        await database.WriteAsync(s => s.ExecuteAsync("PRAGMA shrink_memory", null, stop), null, stop);
    }
}
