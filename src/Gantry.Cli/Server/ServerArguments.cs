using System.CommandLine;
using Gantry.Server;

namespace Gantry.Cli.Server;

/// <summary>Which server a verb speaks with, and as whom.</summary>
internal static class ServerArguments
{
    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of a table." };

    private static readonly Option<Uri?> Server = new("--server")
    {
        Description =
            "The server, as http://farm:8080; without it $GANTRY_SERVER, or the one that runs on this machine.",
        HelpName = "URL",
        CustomParser = result =>
        {
            if (
                Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            )
                return url;
            result.AddError($"'{result.Tokens[0].Value}' is no address of a server: write it as http://farm:8080.");
            return null;
        },
    };

    private static readonly Option<string?> Key = VerbOption.Text(
        "--key",
        "The API key; better in $GANTRY_KEY, which other users of this machine do not see.",
        "KEY"
    );

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description =
            "The data directory of the server that runs on this machine, when that is another one than usual.",
        HelpName = "DIR",
    };

    public static Command WithServer(this Command command)
    {
        foreach (Option option in (Option[])[Server, Key, Data, Json])
            command.Add(option);
        return command;
    }

    /// <summary>Makes a client for the server that the arguments mean.</summary>
    /// <exception cref="ServerCallException">There is none.</exception>
    public static ServerClient Connect(ParseResult arguments)
    {
        string? key = arguments.GetValue(Key) ?? Environment.GetEnvironmentVariable("GANTRY_KEY");
        Uri? named = arguments.GetValue(Server) ?? FromEnvironment();
        if (named is not null)
            return new ServerClient(named, key);
        string folder = arguments.GetValue(Data)?.FullName ?? DataFolder.Default;
        LocalServer local =
            LocalServer.Find(folder)
            ?? throw new ServerCallException(
                $"No server runs on the data directory {folder}. Start one with 'gantry serve', or name one with --server and $GANTRY_KEY.",
                null
            );
        return new ServerClient(local.Address, key ?? local.Key);
    }

    private static Uri? FromEnvironment() =>
        Uri.TryCreate(Environment.GetEnvironmentVariable("GANTRY_SERVER"), UriKind.Absolute, out Uri? url) ? url : null;
}
