namespace Gantry.Storage.Files;

/// <summary>
/// The bytes of files, named by their hash. They come in three steps: <see cref="StageAsync"/> (received, checked, on the
/// disk, but nobody's yet), <see cref="KeepAsync"/> (safe), and then a record that refers to them (a file, a job). Whatever is
/// not referred to is swept by <see cref="SweepAsync"/>, at the earliest <see cref="FileStoreOptions.Grace"/> after the second step.
/// </summary>
public interface IFileStore
{
    /// <summary>Receives bytes to a temporary file.</summary>
    /// <param name="write">Writes the bytes to the stream that it is given, until it is done.</param>
    /// <param name="expected">What was announced of them.</param>
    /// <param name="cancellationToken">Ends the call; nothing is left of it.</param>
    /// <exception cref="ContentTooLargeException">They are more than the store takes.</exception>
    /// <exception cref="NotEnoughSpaceException">The disk would be too full.</exception>
    /// <exception cref="ContentMismatchException">They are not what was announced.</exception>
    Task<StagedFile> StageAsync(
        Func<Stream, CancellationToken, Task> write,
        ExpectedContent expected,
        CancellationToken cancellationToken
    );

    /// <summary>Keeps what was received: when this ends, the bytes survive a power cut.</summary>
    /// <exception cref="NotEnoughSpaceException">The disk is full.</exception>
    Task KeepAsync(StagedFile staged, CancellationToken cancellationToken);

    /// <summary>Opens kept bytes; the stream can be sought in, so any range can be read.</summary>
    /// <exception cref="ContentMissingException">They are not there.</exception>
    Task<Stream> OpenReadAsync(ContentHash hash, CancellationToken cancellationToken);

    /// <summary>Kept bytes as a file of this machine, to be read as long as the result is not disposed.</summary>
    /// <exception cref="ContentMissingException">They are not there.</exception>
    Task<LocalFile> OpenLocalAsync(ContentHash hash, CancellationToken cancellationToken);

    /// <summary>Removes what uploads left that died, and the bytes that nothing refers to.</summary>
    /// <returns>What was removed.</returns>
    Task<SweepResult> SweepAsync(CancellationToken cancellationToken);

    /// <summary>Removes certain bytes if nothing refers to them, without waiting for the next sweep.</summary>
    Task<bool> RemoveIfUnusedAsync(ContentHash hash, CancellationToken cancellationToken);
}
