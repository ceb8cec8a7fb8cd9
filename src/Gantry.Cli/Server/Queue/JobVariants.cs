using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Gantry.Cli.Server.Library;

namespace Gantry.Cli.Server.Queue;

/// <summary>The part for other models, as options.</summary>
internal static class JobVariants
{
    /// <summary>Names them.</summary>
    public static readonly Option<string[]> Option = new("--variant")
    {
        Description = "The file for another model, as MK4=part-mk4.gcode or MK4=12; may be repeated.",
        HelpName = "MODEL=FILE",
    };

    /// <summary>Puts them into the body of a job; files of this machine are sent first.</summary>
    /// <exception cref="ServerCallException">One is not understood, or not taken.</exception>
    public static async Task AddToAsync(
        JsonObject body,
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop
    )
    {
        var variants = new JsonArray();
        foreach (string text in arguments.GetValue(Option) ?? [])
        {
            string[] parts = text.Split('=', 2);
            if (parts is not [{ Length: > 0 } model, { Length: > 0 } file])
                throw new ServerCallException(
                    $"'{text}' is no variant: write it as MODEL=FILE, as MK4=part-mk4.gcode.",
                    HttpStatusCode.BadRequest
                );
            variants.Add(new JsonObject { ["model"] = model, ["fileId"] = await FileOfAsync(server, file, stop) });
        }
        if (variants.Count > 0)
            body["variants"] = variants;
    }

    /// <summary>The id of a file of the library; a file of this machine is sent first.</summary>
    /// <param name="server">The server.</param>
    /// <param name="file">The id, or the path.</param>
    /// <param name="stop">Ends the call.</param>
    /// <exception cref="ServerCallException">It is not taken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<long> FileOfAsync(ServerClient server, string file, CancellationToken stop) =>
        long.TryParse(file, NumberStyles.None, CultureInfo.InvariantCulture, out long known)
            ? known
            : (await FilesCommand.SendAsync(server, file, stop)).GetProperty("id").GetInt64();
}
