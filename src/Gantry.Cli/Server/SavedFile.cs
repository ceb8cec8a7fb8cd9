using System.CommandLine;

namespace Gantry.Cli.Server;

/// <summary>What a server sends as a file: written to a place, or to the standard output.</summary>
internal static class SavedFile
{
    /// <summary>Where it goes.</summary>
    public static readonly Option<FileInfo?> Output = new("--output", "-o")
    {
        Description = "Where to write it; without it to the standard output.",
        HelpName = "PATH",
    };

    /// <summary>Fetches a file. Nothing has its name that is no whole file, and what had it stays until there is one.</summary>
    /// <exception cref="ServerCallException">It cannot be fetched.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static async Task FetchAsync(ParseResult arguments, ServerClient server, string path, CancellationToken stop)
    {
        if (arguments.GetValue(Output) is not { } file)
        {
            await using Stream output = Console.OpenStandardOutput();
            await server.DownloadAsync(path, output, stop);
            return;
        }
        await SaveAsync(server, path, file, stop);
    }

    private static async Task SaveAsync(ServerClient server, string path, FileInfo file, CancellationToken stop)
    {
        if (Directory.Exists(file.FullName))
            throw new CannotCreateException($"{file} is a folder. Name a file in it.");
        // Nothing can take the place of a device or a pipe.
        if (FileKind.IsSpecial(file.FullName))
        {
            await using var special = new FileStream(
                file.FullName,
                FileMode.Open,
                FileAccess.Write,
                FileShare.ReadWrite
            );
            await server.DownloadAsync(path, special, stop);
            return;
        }
        // A link stays one.
        string place = file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(true)!.FullName;
        string temporary = Path.Combine(Path.GetDirectoryName(place)!, $".{Path.GetRandomFileName()}.part");
        await using FileStream output = Create(temporary);
        try
        {
            await server.DownloadAsync(path, output, stop);
            await output.DisposeAsync();
            File.Move(temporary, place, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream Create(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CannotCreateException($"There is no folder {Path.GetDirectoryName(path)}. Make it first.");
        }
    }
}
