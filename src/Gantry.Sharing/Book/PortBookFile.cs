using System.Text.Json;

namespace Gantry.Sharing.Book;

/// <summary>
/// The port book on disk. Any number of processes may change it at the same time: each reads, changes and replaces the file
/// while it holds the lock beside it. A reader always sees a whole book, also after a power cut.
/// </summary>
/// <param name="path">The book.</param>
/// <param name="time">For the wait for the lock.</param>
/// <param name="firstPort">The lowest number of a new book.</param>
/// <param name="importFrom">The serial portal's list, which a new book begins with if it is there; null: none.</param>
public sealed class PortBookFile(
    string path,
    TimeProvider time,
    int firstPort = PortBook.DefaultFirstPort,
    string? importFrom = DevicesConf.DefaultPath
)
{
    /// <summary>The book's name in the data folder.</summary>
    public const string DefaultName = "ports.json";

    /// <summary>2000 entries need some 600 kB.</summary>
    private const long MostBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(20);

    /// <summary>Where the book is.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Reads the book; a new one when there is none.</summary>
    /// <exception cref="PortBookException">It cannot be read, or is damaged.</exception>
    public Task<PortBook> ReadAsync() => FileThread.RunAsync(Read);

    /// <summary>Changes the book, and brings it to the disk when the change made a difference.</summary>
    /// <param name="change">What to do; it may be called for another process's newer book than the one known here.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <returns>The book as it is now.</returns>
    /// <exception cref="PortBookException">It cannot be read or written, or <paramref name="change"/> refused.</exception>
    public async Task<PortBook> UpdateAsync(Func<PortBook, PortBook> change, CancellationToken cancellationToken)
    {
        using FileStream held = await LockAsync(cancellationToken);
        return await FileThread.RunAsync(() =>
        {
            PortBook before = Read();
            PortBook after = change(before);
            if (after != before || !File.Exists(Path))
                Write(after);
            return after;
        });
    }

    private PortBook Read()
    {
        try
        {
            var file = new FileInfo(Path);
            if (!file.Exists)
                return New();
            if (file.Length > MostBytes)
                throw new PortBookException($"{Path} has {file.Length} bytes; a port book has at most {MostBytes}.");
            PortBookText? text = JsonSerializer.Deserialize(File.ReadAllBytes(Path), PortBookJson.Default.PortBookText);
            return text is null ? PortBook.Empty(firstPort) : text.ToBook();
        }
        catch (JsonException e)
        {
            throw new PortBookException(
                $"{Path}, line {e.LineNumber + 1}: this is no port book. Correct it, or move it away to begin a new one.",
                e
            );
        }
        catch (PortBookException e) when (e.InnerException is null)
        {
            throw new PortBookException($"{Path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortBookException($"The port book cannot be read: {e.Message}", e);
        }
    }

    private PortBook New()
    {
        PortBook book = PortBook.Empty(firstPort);
        return importFrom is not null && File.Exists(importFrom)
            ? book.Import(DevicesConf.Read(File.ReadAllText(importFrom)).Entries)
            : book;
    }

    private void Write(PortBook book)
    {
        try
        {
            byte[] text = JsonSerializer.SerializeToUtf8Bytes(PortBookText.Of(book), PortBookJson.Default.PortBookText);
            AtomicFile.Replace(Path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PortBookException($"The port book cannot be written: {e.Message}", e);
        }
    }

    /// <summary>A lock is held for the time of a small write: a long wait means a dead disk, and has an end.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        long since = time.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e) && time.GetElapsedTime(since) < LockLimit)
            {
                await Task.Delay(LockRetry, time, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new PortBookException($"The port book cannot be changed: {e.Message}", e);
            }
        }
    }

    // .NET gives the lock's EWOULDBLOCK on Linux, ERROR_SHARING_VIOLATION on Windows, as they are.
    private static bool IsHeld(IOException e) => e.GetType() == typeof(IOException) && (e.HResult & 0xFFFF) is 11 or 32;
}
