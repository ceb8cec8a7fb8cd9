using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Gantry.Cli.Server;

/// <summary><c>gantry files</c>: the library of a server.</summary>
internal static class FilesCommand
{
    private static readonly Argument<long> Id = new("file") { Description = "The file's id." };

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "The files of this machine.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Search = new("--search")
    {
        Description = "Only files with these words.",
        HelpName = "WORDS",
    };

    private static readonly Option<FileInfo?> Output = new("--output", "-o")
    {
        Description = "Where to write it; without it to the standard output.",
        HelpName = "PATH",
    };

    public static Command Create() =>
        ServerVerb
            .Create("files", "List the files of the library, or bring, fetch and remove some.", [Search], ListAsync)
            .With(
                ServerVerb.Create("send", "Bring files into the library.", [Paths], SendAllAsync),
                ServerVerb.Create("get", "Fetch a file.", [Id, Output], FetchAsync),
                ServerVerb.Create("remove", "Remove a file.", [Id], RemoveAsync)
            );

    /// <summary>Brings a file of this machine into the library.</summary>
    /// <exception cref="ServerCallException">It is not taken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<JsonElement> SendAsync(ServerClient server, string path, CancellationToken stop)
    {
        await using FileStream file = File.OpenRead(path);
        string name = Uri.EscapeDataString(Path.GetFileName(path));
        return await server.UploadAsync($"/files?name={name}", file, stop);
    }

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string text = Uri.EscapeDataString(arguments.GetValue(Search) ?? "");
        ServerTable.Write(
            arguments,
            await server.GetAsync($"/files?text={text}&sort=uploaded&desc=true", stop),
            "No files. Bring one with 'gantry files send PATH'.",
            ("id", f => JsonText.Get(f, "id")),
            ("name", f => JsonText.Get(f, "name")),
            ("size", f => JsonText.Bytes(JsonText.Number(f, "size"))),
            ("time", f => JsonText.Duration(JsonText.Number(f, "facts.seconds"))),
            ("material", f => JsonText.Get(f, "facts.material")),
            ("for", f => JsonText.Get(f, "facts.printerModel")),
            ("by", f => JsonText.Get(f, "uploader"))
        );
    }

    private static async Task SendAllAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        foreach (string path in arguments.GetValue(Paths) ?? [])
        {
            JsonElement file = await SendAsync(server, path, stop);
            ServerTable.Say(arguments, file, $"File {JsonText.Get(file, "id")}, {JsonText.Get(file, "name")}.");
        }
    }

    private static async Task FetchAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        await using Stream output = arguments.GetValue(Output) is { } file
            ? file.Create()
            : Console.OpenStandardOutput();
        await server.DownloadAsync(PathOf(arguments) + "/content", output, stop);
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Say(
            arguments,
            await server.CallAsync(HttpMethod.Delete, PathOf(arguments), null, stop),
            $"Removed file {arguments.GetValue(Id)}."
        );

    private static string PathOf(ParseResult arguments) =>
        string.Create(CultureInfo.InvariantCulture, $"/files/{arguments.GetValue(Id)}");
}
