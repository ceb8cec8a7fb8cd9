using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Server;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary><c>gantry serve</c> in a process of its own, which may be killed; calls are made with the key of its machine.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    /// <summary>Far more than anything here takes on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _http;
    private bool _isDisposed;

    private ServeProcess(RunningProgram program, LocalServer local)
    {
        Program = program;
        _http = new HttpClient { BaseAddress = local.Address, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Add("X-Api-Key", local.Key);
    }

    public RunningProgram Program { get; }

    public Uri Address => _http.BaseAddress!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<ServeProcess> StartAsync(string data, params string[] more) => StartAsync(null, data, more);

    /// <summary>On a disk that can be full.</summary>
    public static async Task<ServeProcess> StartAsync(SmallDisk? disk, string data, params string[] more)
    {
        string[] arguments = ["serve", "--data", data, "--http", "0", "--bind", "127.0.0.1", "--no-search", .. more];
        RunningProgram program = disk?.Gantry(arguments) ?? RunningProgram.Gantry(arguments);
        await program.ReadLineAsync(Stop);
        return new ServeProcess(program, LocalServer.Find(disk?.Seen(data) ?? data)!);
    }

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _http.GetStringAsync("/fleet/v1" + path, Stop))!;

    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync("/fleet/v1" + path, Stop);

    public Task<Stream> StreamAsync(string path) => _http.GetStreamAsync("/fleet/v1" + path, Stop);

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? body,
        params (string Name, string Value)[] headers
    ) => _http.CallAsync(method, "/fleet/v1" + path, body, headers);

    /// <summary>A call that must go well.</summary>
    public async Task<JsonNode> PostAsync(string path, object body, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, path, JsonContent.Create(body), headers);
        string text = await answer.Content.ReadAsStringAsync(Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text.Length > 0 ? text : "{}")!;
    }

    /// <summary>Sends a file; its id.</summary>
    public async Task<long> UploadAsync(string name, string text)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(text));
        content.Headers.ContentType = new("application/octet-stream");
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Post, $"/files?name={name}", content);
        JsonNode file = await answer.JsonAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(file.ToJsonString());
        return file["id"]!.GetValue<long>();
    }

    /// <summary>Adds a printer whose plate is clear, and clears itself after each print.</summary>
    public async Task<long> AddPrinterAsync(string name, string url)
    {
        JsonNode printer = await PostAsync(
            "/printers",
            new
            {
                name,
                url,
                baudRate = 115200,
                profile = new { autoClear = new { enabled = true, afterSeconds = 0 } },
            }
        );
        long id = printer["id"]!.GetValue<long>();
        await WaitAsync($"/printers/{id}", p => State(p) == "idle");
        await PostAsync($"/printers/{id}/actions/clearPlate", new { });
        return id;
    }

    /// <summary>Lets plates clear themselves, and nobody wait for that.</summary>
    public async Task ClearPlatesAsync()
    {
        string version = (await GetAsync("/settings"))["version"]!.ToJsonString();
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Patch,
            "/settings",
            JsonContent.Create(new { queue = new { autoClear = true } }),
            ("If-Match", $"\"{version}\"")
        );
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Waits until something is as wanted.</summary>
    public async Task<JsonNode> WaitAsync(string path, Func<JsonNode, bool> isGood)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(Patience);
        while (true)
        {
            JsonNode now = await GetAsync(path);
            if (isGood(now))
                return now;
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"It did not come so far: {now.ToJsonString()}\n{Program.Errors}");
            await Task.Delay(50, Stop);
        }
    }

    public static string State(JsonNode printer) => printer["live"]!["state"]!.GetValue<string>();

    /// <summary>Ends it without a word.</summary>
    public async Task KillAsync()
    {
        Program.Signal(RunningProgram.SigKill);
        await Program.EndAsync(Stop);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _http.Dispose();
        await Program.DisposeAsync();
    }
}
