using System.CommandLine;
using System.Text.Json;

namespace Gantry.Cli.Server.History;

/// <summary><c>gantry history photo</c>: the picture of what came out.</summary>
internal static class PhotoCommand
{
    private static readonly Argument<FileInfo> Picture = new("path") { Description = "A JPEG or PNG of this machine." };

    public static Command Create() =>
        ServerVerb
            .Create(
                "photo",
                "Fetch the photo of a print, or give it another one.",
                [HistoryCommand.Id, SavedFile.Output],
                FetchAsync
            )
            .With(
                ServerVerb.Create("set", "Give a print a photo.", [HistoryCommand.Id, Picture], SetAsync),
                ServerVerb.Create("remove", "Take the photo of a print away.", [HistoryCommand.Id], RemoveAsync)
            );

    private static Task FetchAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        SavedFile.FetchAsync(arguments, server, PathOf(arguments), stop);

    private static async Task SetAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        FileInfo picture = arguments.GetRequiredValue(Picture);
        string type = picture.Extension.Equals(".png", StringComparison.OrdinalIgnoreCase) ? "image/png" : "image/jpeg";
        await using FileStream file = picture.OpenRead();
        JsonElement print = await server.UploadAsync(HttpMethod.Put, PathOf(arguments), file, type, stop);
        ServerTable.Say(
            arguments,
            print,
            $"Print {JsonText.Get(print, "id")} has a photo by {JsonText.Get(print, "photoBy")}."
        );
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop) =>
        ServerTable.Say(
            arguments,
            await server.CallAsync(HttpMethod.Delete, PathOf(arguments), null, stop),
            $"Print {arguments.GetValue(HistoryCommand.Id)} has no photo any more."
        );

    private static string PathOf(ParseResult arguments) => HistoryCommand.PathOf(arguments) + "/photo";
}
