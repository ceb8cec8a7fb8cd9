using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Library;

/// <summary><c>gantry files folders</c>: the folders of the library.</summary>
internal static class FoldersCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "The folder's name." };

    private static readonly Argument<long> Id = new("folder") { Description = "The folder's id." };

    private static readonly Option<long> In = new("--in")
    {
        Description = "The folder that it is to be in; without it the one that holds all others.",
        HelpName = "ID",
    };

    private static readonly Option<string?> NewName = VerbOption.Text("--name", "The new name.", "NAME");

    private static readonly Option<long?> To = new("--in")
    {
        Description = "The folder that it is to be in; 0 is the one that holds all others.",
        HelpName = "ID",
    };

    public static Command Create() =>
        ServerVerb
            .Create("folders", "List the folders, or make, change and remove some.", [], ListAsync)
            .With(
                ServerVerb.Create("add", "Make a folder.", [Name, In], AddAsync),
                ServerVerb.Create(
                    "change",
                    "Rename a folder, or move it into another one.",
                    [Id, NewName, To],
                    ChangeAsync
                ),
                ServerVerb.Create("remove", "Remove a folder that is empty.", [Id], RemoveAsync)
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement answer = await server.GetAsync("/folders", stop);
        var byId = answer.GetProperty("items").EnumerateArray().ToDictionary(f => JsonText.Get(f, "id"));
        ServerTable.Write(
            arguments,
            answer,
            "No folders. Make one with 'gantry files folders add NAME'.",
            ("id", f => JsonText.Get(f, "id")),
            ("folder", f => PathOf(f, byId)),
            ("files", f => JsonText.Get(f, "files"))
        );
    }

    private static async Task AddAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var body = new JsonObject
        {
            ["name"] = arguments.GetRequiredValue(Name),
            ["parentId"] = arguments.GetValue(In),
        };
        JsonElement added = await server.CallAsync(HttpMethod.Post, "/folders", body, stop);
        ServerTable.Say(arguments, added, $"Folder {JsonText.Get(added, "id")}, {JsonText.Get(added, "name")}.");
    }

    private static async Task ChangeAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string id = arguments.GetValue(Id).ToString(CultureInfo.InvariantCulture);
        JsonElement folder = (await server.GetAsync("/folders", stop))
            .GetProperty("items")
            .EnumerateArray()
            .FirstOrDefault(f => JsonText.Get(f, "id") == id);
        if (JsonText.Number(folder, "version") is not { } version)
            throw new ServerCallException($"There is no folder {id}.", HttpStatusCode.NotFound);
        var body = new JsonObject();
        body.Put("name", arguments.GetValue(NewName));
        body.Put("parentId", arguments.GetValue(To));
        JsonElement after = await server.CallAsync(HttpMethod.Patch, $"/folders/{id}", body, stop, (long)version);
        ServerTable.Say(arguments, after, $"Folder {JsonText.Get(after, "id")}, {JsonText.Get(after, "name")}.");
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        long id = arguments.GetValue(Id);
        string path = string.Create(CultureInfo.InvariantCulture, $"/folders/{id}");
        ServerTable.Say(
            arguments,
            await server.CallAsync(HttpMethod.Delete, path, null, stop),
            $"Removed folder {id}."
        );
    }

    /// <summary>The names from the outermost folder on; a name may hold anything but a slash.</summary>
    private static string PathOf(JsonElement folder, Dictionary<string, JsonElement> byId)
    {
        var names = new List<string>();
        for (int depth = 0; depth <= byId.Count; depth++)
        {
            names.Insert(0, JsonText.Get(folder, "name"));
            if (!byId.TryGetValue(JsonText.Get(folder, "parentId"), out folder))
                break;
        }
        return "/" + string.Join('/', names.Where(n => n.Length > 0));
    }
}
