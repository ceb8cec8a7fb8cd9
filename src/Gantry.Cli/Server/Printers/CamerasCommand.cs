using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server.Printers;

/// <summary><c>gantry cameras</c>: what the printers' cameras show, and how they are set up.</summary>
internal static class CamerasCommand
{
    private static readonly Option<string?> Stream = VerbOption.Text(
        "--stream",
        "An MJPEG stream, as http://camera:8080/?action=stream; - reads it, with its password, from the standard input.",
        "URL"
    );

    private static readonly Option<string?> Pictures = VerbOption.Text(
        "--pictures",
        "An address of single pictures, alone or beside a stream; - reads it from the standard input.",
        "URL"
    );

    private static readonly Option<string?> Device = VerbOption.Text(
        "--device",
        "A camera of the server's machine, as /dev/video0.",
        "PATH"
    );

    private static readonly Option<bool> Test = new("--test-picture")
    {
        Description = "A drawing of the print, where there is no camera.",
    };

    private static readonly Option<int?> Rotate = new("--rotate")
    {
        Description = "Degrees by which the picture is turned: 0, 90, 180 or 270.",
        HelpName = "DEGREES",
    };

    private static readonly Option<bool?> FlipHorizontal = VerbOption.Switch(
        "--flip-horizontal",
        "Whether left and right change places."
    );

    private static readonly Option<bool?> FlipVertical = VerbOption.Switch(
        "--flip-vertical",
        "Whether top and bottom change places."
    );

    public static Command Create() =>
        ServerVerb
            .Create("cameras", "List the printers' cameras, look through one, or set one up.", [], ListAsync)
            .With(
                ServerVerb.Create(
                    "set",
                    "Give a printer a camera, or turn its picture.",
                    [PrintersCommand.Name, Stream, Pictures, Device, Test, Rotate, FlipHorizontal, FlipVertical],
                    SetAsync
                ),
                ServerVerb.Create(
                    "snapshot",
                    "Fetch one picture, a JPEG.",
                    [PrintersCommand.Name, SavedFile.Output],
                    (arguments, server, stop) => FetchAsync(arguments, server, "snapshot", stop)
                ),
                ServerVerb.Create(
                    "stream",
                    "Write moving pictures, MJPEG, until somebody ends it.",
                    [PrintersCommand.Name],
                    ServerVerb.UntilStopped((arguments, server, stop) => FetchAsync(arguments, server, "stream", stop))
                ),
                ServerVerb.Create(
                    "default",
                    "Choose the camera that answers at /?action=stream.",
                    [PrintersCommand.Name],
                    ChooseAsync
                ),
                ServerVerb.Create("remove", "Take a printer's camera away.", [PrintersCommand.Name], RemoveAsync)
            );

    private static async Task ListAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        var items = new JsonArray();
        foreach (
            JsonElement printer in (await server.GetAsync("/printers", stop)).GetProperty("items").EnumerateArray()
        )
        {
            if (JsonText.Get(printer, "camera").Length == 0)
                continue;
            JsonElement camera = await server.GetAsync($"/printers/{JsonText.Get(printer, "id")}/camera", stop);
            JsonObject item = JsonBody.Copy(camera)!.AsObject();
            item["printerId"] = printer.GetProperty("id").GetInt64();
            item["printer"] = JsonText.Get(printer, "name");
            items.Add(item);
        }
        ServerTable.Write(
            arguments,
            JsonBody.Items(items),
            "No cameras. 'gantry cameras set PRINTER --stream URL' gives a printer one.",
            ("printer", c => JsonText.Get(c, "printer")),
            ("pictures from", c => JsonText.Get(c, "kind")),
            ("state", c => JsonText.Get(c, "state")),
            ("viewers", c => JsonText.Get(c, "viewers")),
            ("trouble", c => JsonText.Get(c, "trouble"))
        );
    }

    private static async Task SetAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string? stream = await AddressAsync(arguments.GetValue(Stream), stop);
        string? pictures = await AddressAsync(arguments.GetValue(Pictures), stop);
        string? device = arguments.GetValue(Device);
        bool isTest = arguments.GetValue(Test);
        JsonElement after = await PrintersCommand.ChangeAsync(
            arguments,
            server,
            printer =>
            {
                JsonObject camera = Before(printer);
                // Another source takes the place of all those before; pictures alone stand beside a stream.
                if (stream is not null || pictures is not null || device is not null || isTest)
                {
                    if (stream is not null || device is not null || isTest)
                        camera["streamUrl"] = stream ?? "";
                    camera["snapshotUrl"] = pictures ?? "";
                    camera["device"] = device ?? "";
                    camera["testPicture"] = isTest;
                }
                if (arguments.GetValue(Rotate) is { } degrees)
                    camera["rotate"] = degrees;
                if (arguments.GetValue(FlipHorizontal) is { } horizontal)
                    camera["flipHorizontal"] = horizontal;
                if (arguments.GetValue(FlipVertical) is { } vertical)
                    camera["flipVertical"] = vertical;
                return new JsonObject { ["cameraSettings"] = camera };
            },
            stop
        );
        string has = JsonText.Get(after, "camera").Length > 0 ? "a camera" : "no camera";
        ServerTable.Say(arguments, after, $"{JsonText.Get(after, "name")} has {has}.");
    }

    private static async Task FetchAsync(
        ParseResult arguments,
        ServerClient server,
        string what,
        CancellationToken stop
    )
    {
        long id = await PrinterNames.FindAsync(server, arguments.GetRequiredValue(PrintersCommand.Name), stop);
        await SavedFile.FetchAsync(
            arguments,
            server,
            string.Create(CultureInfo.InvariantCulture, $"/printers/{id}/camera/{what}"),
            stop
        );
    }

    private static async Task ChooseAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string name = arguments.GetRequiredValue(PrintersCommand.Name);
        long id = await PrinterNames.FindAsync(server, name, stop);
        var body = new JsonObject { ["general"] = new JsonObject { ["cameraPrinterId"] = id } };
        JsonElement after = await server.ChangeAsync("/settings", body, stop);
        ServerTable.Say(arguments, after, $"The camera of {name} answers at {server.Address}?action=stream.");
    }

    private static async Task RemoveAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        JsonElement after = await PrintersCommand.ChangeAsync(
            arguments,
            server,
            _ => new JsonObject { ["cameraSettings"] = new JsonObject() },
            stop
        );
        ServerTable.Say(arguments, after, $"{JsonText.Get(after, "name")} has no camera any more.");
    }

    /// <summary>The camera as it is; one that is set is set as a whole.</summary>
    /// <exception cref="ServerCallException">Who asks may not see it.</exception>
    public static JsonObject Before(JsonElement printer) =>
        printer.TryGetProperty("cameraSettings", out JsonElement camera) && camera.ValueKind == JsonValueKind.Object
            ? JsonBody.Copy(camera)!.AsObject()
            : throw new ServerCallException("It needs the right 'printers.manage'.", HttpStatusCode.Forbidden);

    private static async Task<string?> AddressAsync(string? url, CancellationToken stop) =>
        url switch
        {
            null => null,
            "-" => await SecretInput.ReadAsync("Address", stop),
            _ => SecretInput.WithoutPassword(url, "Write - in its place, and give the address on the standard input."),
        };
}
