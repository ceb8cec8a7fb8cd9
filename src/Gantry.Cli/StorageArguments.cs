using System.CommandLine;
using Gantry.Storage;
using Gantry.Storage.Files;

namespace Gantry.Cli;

/// <summary>Where the data are, for verbs that work beside the server.</summary>
internal static class StorageArguments
{
    /// <summary>A passphrase is a line, not a book.</summary>
    private const int MaxPassphraseBytes = 4096;

    private const string InDatabase = "database";

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "The data directory; without it the usual one.",
        HelpName = "DIR",
    };

    public static readonly Option<string?> Database = new("--database")
    {
        Description = "PostgreSQL, as postgres://user@host/name; without it SQLite in the data directory.",
        HelpName = "URL",
    };

    public static readonly Option<string?> Files = new("--files")
    {
        Description =
            "Where the bytes of files are: a directory, or 'database' for PostgreSQL's large objects; without it where they are already, at first 'files' in the data directory.",
        HelpName = "database|DIR",
    };

    private static readonly Option<FileInfo?> PassphraseFile = new("--passphrase-file")
    {
        Description =
            "A file whose first line is the passphrase of the passwords and keys of others; without it they are left out.",
        HelpName = "FILE",
    };

    public static void AddTo(Command command)
    {
        command.Add(Data);
        AddPlacesTo(command);
        command.Add(PassphraseFile);
    }

    /// <summary>The options that say which database and which file store; wrong ones end the verb before it begins.</summary>
    public static void AddPlacesTo(Command command)
    {
        command.Add(Database);
        command.Add(Files);
        command.Validators.Add(result =>
        {
            try
            {
                DatabaseAddress database = DatabaseAddress.Parse(result.GetValue(Database) ?? "");
                if (database.Kind != DatabaseKind.Postgres && result.GetValue(Files) == InDatabase)
                    result.AddError(
                        "'--files database' is for PostgreSQL: name one with --database, or keep files in a directory."
                    );
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
            }
        });
    }

    /// <summary>Where the data are of a verb that works beside the server.</summary>
    public static StorageOptions Read(ParseResult arguments) =>
        Read(arguments, arguments.GetValue(Data)?.FullName ?? DataFolder.Default);

    /// <summary>The same with a data directory that was chosen otherwise.</summary>
    public static StorageOptions Read(ParseResult arguments, string folder) =>
        new()
        {
            Data = new DataDirectory(folder),
            Database = DatabaseAddress.Parse(arguments.GetValue(Database) ?? ""),
            Files = arguments.GetValue(Files) switch
            {
                null => new FileStoreOptions(),
                InDatabase => new FileStoreOptions { Kind = FileStoreKind.LargeObjects },
                string directory => new FileStoreOptions
                {
                    Kind = FileStoreKind.Directory,
                    Directory = Path.GetFullPath(directory),
                },
            },
        };

    /// <summary>The passphrase; null when none was named.</summary>
    /// <exception cref="BackupException">The file holds none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? ReadPassphrase(ParseResult arguments)
    {
        if (arguments.GetValue(PassphraseFile) is not { } file)
            return null;
        using StreamReader reader = file.OpenText();
        char[] text = new char[MaxPassphraseBytes];
        int count = reader.ReadBlock(text);
        string passphrase = new string(text, 0, count).Split('\n')[0].TrimEnd('\r');
        return passphrase.Length > 0
            ? passphrase
            : throw new BackupException($"{file.Name} holds no passphrase in its first line.");
    }
}
