using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Server;

namespace Gantry.EndToEnd.Tests.Ports;

/// <summary>A server on a machine with USB sockets, whose ports it shares, with its first administrator.</summary>
internal sealed class PortRig : IAsyncDisposable
{
    private PortRig(UsbMachine machine, RunningServer server, Person ada) =>
        (Machine, Server, Ada) = (machine, server, ada);

    public UsbMachine Machine { get; }

    public RunningServer Server { get; }

    /// <summary>The administrator.</summary>
    public Person Ada { get; }

    /// <summary>The address of the first port.</summary>
    public string Path => $"/fleet/v1/ports/{Machine.FirstPort}";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PortRig> StartAsync()
    {
        var machine = new UsbMachine();
        RunningServer server = await StartAsync(machine);
        return new PortRig(machine, server, await server.SetUpAsync());
    }

    /// <summary>With a board whose port is shared already.</summary>
    public static async Task<PortRig> StartWithBoardAsync()
    {
        PortRig rig = await StartAsync();
        rig.Machine.Plug("ttyUSB0", "A1");
        await rig.UntilAsync("listening");
        return rig;
    }

    /// <summary>A server without accounts.</summary>
    public static Task<RunningServer> StartAsync(UsbMachine machine) =>
        RunningServer.StartAsync(o => o with { Inventory = machine.Sys.Inventory, Sharing = machine.Sharing });

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Machine.Dispose();
    }

    public bool IsListenedOn()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, Machine.FirstPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The port's log in which something stands, or null.</summary>
    public async Task<string?> LoggedAsync(string text)
    {
        JsonArray logs = (await (await Ada.GetAsync(Path + "/logs")).JsonAsync())["items"]!.AsArray();
        if (logs.Count == 0)
            return null;
        string name = logs[0]!["file"]!.GetValue<string>();
        JsonNode tail = await (await Ada.GetAsync($"{Path}/logs/{name}/tail?lines=20")).JsonAsync();
        return tail["content"]!.GetValue<string>().Contains(text, StringComparison.Ordinal) ? name : null;
    }

    public async Task SetAsync(object edit)
    {
        HttpResponseMessage changed = await ChangeAsync(edit);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK, await changed.Content.ReadAsStringAsync(Stop));
        await UntilAsync("listening", orNone: true);
    }

    public async Task<HttpResponseMessage> ChangeAsync(object edit)
    {
        JsonNode settings = await (await Ada.GetAsync("/fleet/v1/settings")).JsonAsync();
        return await Ada.CallAsync(
            HttpMethod.Patch,
            "/fleet/v1/settings",
            edit,
            ("If-Match", $"\"{settings["version"]}\"")
        );
    }

    public async Task<JsonNode> ActAsync(string action, object? body = null)
    {
        HttpResponseMessage done = await Ada.PostAsync($"{Path}/actions/{action}", body ?? new { });
        JsonNode port = await done.JsonAsync();
        done.StatusCode.ShouldBe(HttpStatusCode.OK, port.ToJsonString());
        return port;
    }

    public async Task<bool> IsSoonAsync(string state)
    {
        for (int i = 0; i < 100; i++)
        {
            if (State(await (await Ada.GetAsync(Path)).JsonAsync()) == state)
                return true;
            await Task.Delay(20, Stop);
        }
        return false;
    }

    public async Task<JsonNode> UntilAsync(string state, bool orNone = false)
    {
        long since = Environment.TickCount64;
        JsonNode? last = null;
        while (true)
        {
            (Environment.TickCount64 - since).ShouldBeLessThan(60_000, $"it did not become {state}: {last}");
            JsonArray all = (await (await Ada.GetAsync("/fleet/v1/ports")).JsonAsync())["items"]!.AsArray();
            JsonNode? port = all.FirstOrDefault(p => p!["number"]?.GetValue<int>() == Machine.FirstPort);
            if (port is not null && State(port) == state)
                return port.DeepClone();
            last = port;
            if (orNone && port is null)
                return new JsonObject();
            await Task.Delay(20, Stop);
        }
    }

    public async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient(AddressFamily.InterNetwork);
        for (int i = 0; ; i++)
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Machine.FirstPort, Stop);
                return client;
            }
            catch (SocketException) when (i < 500)
            {
                // The share is being made anew.
                await Task.Delay(20, Stop);
            }
    }

    public async Task<JsonArray> AuditAsync(Func<JsonArray, bool> isGood)
    {
        while (true)
        {
            JsonArray all = (await (await Ada.GetAsync("/fleet/v1/audit?limit=100")).JsonAsync())["items"]!.AsArray();
            if (isGood(all))
                return all;
            await Task.Delay(20, Stop);
        }
    }

    public static async Task<JsonNode> HeardAsync(EventReader events, Func<JsonNode, bool> isGood)
    {
        while (true)
            if (await events.NextAsync("port") is { } port && isGood(port))
                return port;
    }

    /// <summary>What a client is told before its connection is closed; empty when it is not for a while.</summary>
    public static async Task<string> SaidAsync(TcpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            return await new StreamReader(client.GetStream()).ReadToEndAsync(limit.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Stop.ThrowIfCancellationRequested();
            return "";
        }
    }

    public static string Action(JsonNode? entry) => entry!["action"]!.GetValue<string>();

    public static string State(JsonNode port) => port["share"]?["state"]?.GetValue<string>() ?? "";
}
