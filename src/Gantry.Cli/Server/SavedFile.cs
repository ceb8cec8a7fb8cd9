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
        string temporary = file.FullName + ".part";
        try
        {
            await using (FileStream output = File.Create(temporary))
                await server.DownloadAsync(path, output, stop);
            File.Move(temporary, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
