namespace Gantry.Storage;

/// <summary>
/// The database, as units of work. What is given to <see cref="WriteAsync{T}"/> happens entirely or not at all, and is on the
/// disk (not only in the machine's memory) before the call ends: what was answered with success survives a killed process and
/// a power cut.
/// </summary>
/// <remarks>
/// A unit of work talks to the session that it is given and to nothing else: no network, no files, no waiting, because others
/// wait for it; and it may be run again when the database asks for that, so it changes no variable outside of itself.
/// </remarks>
public interface IStore
{
    /// <summary>Which backend it is.</summary>
    DatabaseKind Kind { get; }

    /// <summary>Reads, from one consistent picture of the database.</summary>
    /// <exception cref="StorageException">It could not be read.</exception>
    Task<T> ReadAsync<T>(Func<IStoreSession, Task<T>> read, CancellationToken cancellationToken);

    /// <summary>Reads and writes in one transaction.</summary>
    /// <exception cref="StorageException">Nothing was written, unless it is a <see cref="StorageUnavailableException"/>.</exception>
    Task<T> WriteAsync<T>(Func<IStoreSession, Task<T>> write, CancellationToken cancellationToken);

    /// <summary>Writes in one transaction.</summary>
    /// <exception cref="StorageException">Nothing was written, unless it is a <see cref="StorageUnavailableException"/>.</exception>
    Task WriteAsync(Func<IStoreSession, Task> write, CancellationToken cancellationToken) =>
        WriteAsync(
            async session =>
            {
                await write(session);
                return true;
            },
            cancellationToken
        );
}
