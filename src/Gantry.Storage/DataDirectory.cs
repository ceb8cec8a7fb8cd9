using Gantry.Storage.Files;

namespace Gantry.Storage;

/// <summary>Where everything is that one node keeps on its disk: the database, the files, the key, the journals of prints.</summary>
public sealed class DataDirectory
{
    /// <summary>Only the user that gantry runs as: others have no business with keys and people's files.</summary>
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Names a directory, which need not be there yet.</summary>
    public DataDirectory(string path) => Root = Path.GetFullPath(path);

    /// <summary>The directory.</summary>
    public string Root { get; }

    /// <summary>The SQLite database.</summary>
    public string Database => Path.Combine(Root, "gantry.db");

    /// <summary>The bytes of files, unless they are kept elsewhere.</summary>
    public string Files => Path.Combine(Root, "files");

    /// <summary>Copies of files that are kept in PostgreSQL.</summary>
    public string Cache => Path.Combine(Root, "cache");

    /// <summary>Files that come in parts, until they are whole.</summary>
    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>The key that secrets are sealed with.</summary>
    public string SecretKey => Path.Combine(Root, "secret.key");

    private string LockFile => Path.Combine(Root, "lock");

    /// <summary>Makes the directory if it is missing.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public void Create() => Create(Root);

    /// <summary>Keeps every other server away from the directory as long as the result is not disposed; a dead process keeps nobody away.</summary>
    /// <exception cref="DataDirectoryInUseException">Another server has it.</exception>
    public IDisposable Lock()
    {
        Create();
        try
        {
            return new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (FreeSpace.Translate(e) is not null)
        {
            throw new StorageUnavailableException(
                $"The data directory {Root} cannot be written: {e.Message} Look whether its disk is full or can only be read, as a worn-out memory card.",
                e
            );
        }
        catch (IOException e) when (File.Exists(LockFile))
        {
            throw new DataDirectoryInUseException(
                $"Another gantry works with the data directory {Root}. Stop it, or name another directory with --data.",
                e
            );
        }
    }

    /// <summary>Makes a directory that nobody else may look into.</summary>
    internal static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Private);
    }
}
