using System.Net;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Server;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>A server with one printer, which is off, and the camera that a test wants.</summary>
internal sealed class CameraRig : IAsyncDisposable
{
    private CameraRig(RunningServer server, Person ada, long printer) =>
        (Server, Ada, Printer) = (server, ada, printer);

    public RunningServer Server { get; }

    /// <summary>An administrator.</summary>
    public Person Ada { get; }

    public long Printer { get; }

    public string Path => $"/fleet/v1/printers/{Printer}/camera";

    public static async Task<CameraRig> StartAsync(object cameraSettings)
    {
        RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        HttpResponseMessage added = await ada.PostAsync(
            "/fleet/v1/printers",
            new
            {
                name = "Left",
                url = "tcp://127.0.0.1:1",
                enabled = false,
                cameraSettings,
            }
        );
        JsonNode printer = await added.JsonAsync();
        added.StatusCode.ShouldBe(HttpStatusCode.Created, printer.ToJsonString());
        return new CameraRig(server, ada, printer["id"]!.GetValue<long>());
    }

    /// <summary>Changes the camera.</summary>
    public async Task<HttpResponseMessage> ChangeAsync(object cameraSettings)
    {
        JsonNode now = await PrinterAsync();
        return await Ada.CallAsync(
            HttpMethod.Patch,
            $"/fleet/v1/printers/{Printer}",
            new { cameraSettings },
            ("If-Match", $"\"{now["version"]!.ToJsonString()}\"")
        );
    }

    public async Task<JsonNode> PrinterAsync() =>
        await (await Ada.GetAsync($"/fleet/v1/printers/{Printer}")).JsonAsync();

    /// <summary>Changes the installation's settings.</summary>
    public async Task SetGeneralAsync(object general)
    {
        JsonNode now = await (await Ada.GetAsync("/fleet/v1/settings")).JsonAsync();
        HttpResponseMessage changed = await Ada.CallAsync(
            HttpMethod.Patch,
            "/fleet/v1/settings",
            new { general },
            ("If-Match", $"\"{now["version"]!.ToJsonString()}\"")
        );
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
