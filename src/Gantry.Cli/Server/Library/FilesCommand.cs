using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Library;

/// <summary><c>gantry files</c>: the library of a server.</summary>
internal static class FilesCommand
{
    private static readonly Argument<long> Id = new("file") { Description = "The file's id." };

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "The files of this machine.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Search = VerbOption.Text(
        "--search",
        "Only files with these words.",
        "WORDS"
    );

    private static readonly Option<int> Limit = VerbOption.Limit("files");

    private static readonly Option<string[]> Tag = new("--tag")
    {
        Description = "A tag; may be repeated. 'gantry files change' takes all of them together, and '' for none.",
        HelpName = "TAG",
    };

    private static readonly Option<long?> Folder = new("--folder")
    {
        Description = "A folder's id, as 'gantry files folders' shows it; 0 is the one that holds all others.",
        HelpName = "ID",
    };

    private static readonly Option<string?> Name = VerbOption.Text("--name", "The new name.", "NAME");

    private static readonly Option<string?> Note = VerbOption.Text("--note", "A note.", "TEXT");

    public static Command Create() =>
        ServerVerb
            .Create(
                "files",
                "List the files of the library, or bring, change, fetch and remove some.",
                [Search, Tag, Folder, Limit],
                ListAsync
            )
            .With(
                ServerVerb.Create("send", "Bring files into the library.", [Paths, Folder, Tag], SendAllAsync),
                ServerVerb.Create(
                    "change",
                    "Rename a file, move it to a folder, or give it a note or other tags.",
                    [Id, Name, Folder, Note, Tag],
                    ChangeAsync
                ),
                FoldersCommand.Create(),
                ServerVerb.Create("get", "Fetch a file.", [Id, SavedFile.Output], FetchAsync),
                ServerVerb.Create("remove", "Remove a file.", [Id], RemoveAsync)
            );

    /// <summary>Brings a file of this machine into the library.</summary>
    /// <param name="server">The server.</param>
    /// <param name="path">The file.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="more">Further parameters, each with its <c>&amp;</c>.</param>
    /// <exception cref="ServerCallException">It is not taken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<JsonElement> SendAsync(
        ServerClient server,
        string path,
        CancellationToken stop,
        string more = ""
    )
    {
        await using FileStream file = File.OpenRead(path);
        string name = Uri.EscapeDataString(Path.GetFileName(path));
        return await server.UploadAsync($"/files?name={name}{more}", file, stop);
    }

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string text = Uri.EscapeDataString(arguments.GetValue(Search) ?? "");
        JsonElement found = await server.ListAsync(
            $"/files?text={text}&sort=uploaded&desc=true{FolderAndTags(arguments)}",
            Math.Max(arguments.GetValue(Limit), 1),
            stop
        );
        ServerTable.Write(
            arguments,
            found,
            "No files. Bring one with 'gantry files send PATH'.",
            ("id", f => JsonText.Get(f, "id")),
            ("name", f => JsonText.Get(f, "name")),
            ("size", f => JsonText.Bytes(JsonText.Number(f, "size"))),
            ("time", f => JsonText.Duration(JsonText.Number(f, "facts.seconds"))),
            ("material", f => JsonText.Get(f, "facts.material")),
            ("for", f => JsonText.Get(f, "facts.printerModel")),
            ("by", f => JsonText.Get(f, "uploader"))
        );
        int shown = found.GetProperty("items").GetArrayLength();
        if (JsonText.Number(found, "total") > shown && !arguments.GetValue(ServerArguments.Json))
            arguments.InvocationConfiguration.Output.WriteLine(
                $"{shown} of {JsonText.Get(found, "total")} files; --limit shows more, --search fewer."
            );
    }

    private static async Task ChangeAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var change = new JsonObject();
        if (arguments.GetValue(Name) is { } name)
            change["name"] = name;
        if (arguments.GetValue(Note) is { } note)
            change["note"] = note;
        if (arguments.GetValue(Folder) is { } folder)
            change["folderId"] = folder;
        if (arguments.GetResult(Tag) is not null)
            change["tags"] = JsonBody.Words(arguments.GetValue(Tag));
        JsonElement after = await server.ChangeAsync(PathOf(arguments), change, stop);
        ServerTable.Say(arguments, after, $"File {JsonText.Get(after, "id")}, {JsonText.Get(after, "name")}.");
    }

    private static async Task SendAllAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        foreach (string path in arguments.GetValue(Paths) ?? [])
        {
            JsonElement file = await SendAsync(server, path, stop, FolderAndTags(arguments));
            ServerTable.Say(arguments, file, $"File {JsonText.Get(file, "id")}, {JsonText.Get(file, "name")}.");
        }
    }

    private static Task FetchAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        SavedFile.FetchAsync(arguments, server, PathOf(arguments) + "/content", stop);

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Say(
            arguments,
            await server.CallAsync(HttpMethod.Delete, PathOf(arguments), null, stop),
            $"Removed file {arguments.GetValue(Id)}."
        );

    private static string FolderAndTags(ParseResult arguments)
    {
        string folder = arguments.GetValue(Folder) is { } id
            ? string.Create(CultureInfo.InvariantCulture, $"&folderId={id}")
            : "";
        return folder + string.Concat((arguments.GetValue(Tag) ?? []).Select(t => "&tag=" + Uri.EscapeDataString(t)));
    }

    private static string PathOf(ParseResult arguments) =>
        string.Create(CultureInfo.InvariantCulture, $"/files/{arguments.GetValue(Id)}");
}
