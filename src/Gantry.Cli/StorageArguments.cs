using System.CommandLine;
using Gantry.Storage;

namespace Gantry.Cli;

/// <summary>Where the data are, for verbs that work beside the server.</summary>
internal static class StorageArguments
{
    /// <summary>A passphrase is a line, not a book.</summary>
    private const int MaxPassphraseBytes = 4096;

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "The data directory; without it the usual one.",
        HelpName = "DIR",
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "PostgreSQL, as postgres://user@host/name; without it SQLite in the data directory.",
        HelpName = "URL",
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
        command.Add(Database);
        command.Add(PassphraseFile);
    }

    /// <exception cref="BackupException">The database's address is wrong.</exception>
    public static StorageOptions Read(ParseResult arguments)
    {
        try
        {
            return new StorageOptions
            {
                Data = new DataDirectory(arguments.GetValue(Data)?.FullName ?? DataFolder.Default),
                Database = DatabaseAddress.Parse(arguments.GetValue(Database) ?? ""),
            };
        }
        catch (FormatException e)
        {
            throw new BackupException(e.Message, e);
        }
    }

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
