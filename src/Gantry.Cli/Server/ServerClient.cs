using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gantry.Cli.Server;

/// <summary>Calls <c>/fleet/v1</c> of a server.</summary>
internal sealed class ServerClient : IDisposable
{
    private const string Base = "/fleet/v1";

    /// <summary>The most items that the server gives at once.</summary>
    private const int MaxPage = 500;

    private readonly HttpClient _http;

    public ServerClient(Uri server, string? key)
    {
        (Address, Key) = (server, key);
        _http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        if (!string.IsNullOrEmpty(key))
            _http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + key);
    }

    /// <summary>Where the server is.</summary>
    public Uri Address { get; }

    /// <summary>What it is shown; null for nothing.</summary>
    public string? Key { get; }

    /// <summary>The address of something on the server, for WebSockets.</summary>
    public Uri SocketAddress(string path) =>
        new UriBuilder(new Uri(Address, Base + path))
        {
            Scheme = Address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws",
        }.Uri;

    /// <summary>Reads something.</summary>
    /// <exception cref="ServerCallException">It cannot be read.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path, null, null, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    /// <summary>Reads a list over as many pages as it takes.</summary>
    /// <param name="path">The list, with its parameters.</param>
    /// <param name="most">The most items.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>As one page: <c>items</c>, <c>next</c> and <c>total</c>.</returns>
    /// <exception cref="ServerCallException">It cannot be read.</exception>
    public async Task<JsonElement> ListAsync(string path, int most, CancellationToken cancellationToken)
    {
        var items = new JsonArray();
        JsonElement page;
        string next = "";
        do
        {
            int limit = Math.Min(most - items.Count, MaxPage);
            string after = next.Length > 0 ? "&after=" + Uri.EscapeDataString(next) : "";
            string first = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
            page = await GetAsync($"{path}{first}limit={limit}{after}", cancellationToken);
            foreach (JsonElement item in page.GetProperty("items").EnumerateArray())
                items.Add(JsonBody.Copy(item));
            next = JsonText.Get(page, "next");
        } while (next.Length > 0 && items.Count < most);
        var whole = new JsonObject { ["items"] = items, ["total"] = JsonText.Number(page, "total") };
        if (next.Length > 0)
            whole["next"] = next;
        return JsonSerializer.SerializeToElement(whole);
    }

    /// <summary>Does something.</summary>
    /// <exception cref="ServerCallException">It is not done.</exception>
    public async Task<JsonElement> CallAsync(
        HttpMethod method,
        string path,
        JsonObject? body,
        CancellationToken cancellationToken,
        long? version = null
    )
    {
        using var content = new StringContent((body ?? []).ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await SendAsync(method, path, content, version, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    /// <summary>Changes something, as it is now.</summary>
    /// <param name="path">What.</param>
    /// <param name="body">Its fields that are to be others.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ServerCallException">It is not changed.</exception>
    public async Task<JsonElement> ChangeAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        long version = (await GetAsync(path, cancellationToken)).GetProperty("version").GetInt64();
        return await CallAsync(HttpMethod.Patch, path, body, cancellationToken, version);
    }

    /// <summary>Sends a file.</summary>
    /// <exception cref="ServerCallException">It is not taken.</exception>
    public Task<JsonElement> UploadAsync(string path, Stream file, CancellationToken cancellationToken) =>
        UploadAsync(HttpMethod.Post, path, file, "application/octet-stream", cancellationToken);

    /// <summary>Sends a file of a kind.</summary>
    /// <exception cref="ServerCallException">It is not taken.</exception>
    public async Task<JsonElement> UploadAsync(
        HttpMethod method,
        string path,
        Stream file,
        string type,
        CancellationToken cancellationToken
    )
    {
        using var content = new StreamContent(file) { Headers = { ContentType = new(type) } };
        using HttpResponseMessage answer = await SendAsync(method, path, content, null, cancellationToken);
        return await ReadAsync(answer, cancellationToken);
    }

    /// <summary>Goes on as a person who signs in, until <see cref="SignOutAsync"/>.</summary>
    /// <param name="path">Where one signs in: <c>/session</c>, or <c>/setup</c> for the first.</param>
    /// <param name="body">The name, the password, the set-up code.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ServerCallException">They are wrong.</exception>
    public async Task<JsonElement> SignInAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        _http.DefaultRequestHeaders.Remove("Authorization");
        JsonElement session = await CallAsync(HttpMethod.Post, path, body, cancellationToken);
        _http.DefaultRequestHeaders.TryAddWithoutValidation("X-CSRF-Token", JsonText.Get(session, "csrfToken"));
        return session;
    }

    /// <summary>Ends what <see cref="SignInAsync"/> began.</summary>
    /// <exception cref="ServerCallException">The server cannot be asked.</exception>
    public Task SignOutAsync(CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Delete, "/session", null, cancellationToken);

    /// <summary>Fetches a file.</summary>
    /// <exception cref="ServerCallException">It cannot be fetched.</exception>
    public Task DownloadAsync(string path, Stream destination, CancellationToken cancellationToken) =>
        ReadAsync(path, body => body.CopyToAsync(destination, cancellationToken), cancellationToken);

    /// <summary>Reads an answer as it comes, which may be without end.</summary>
    /// <exception cref="ServerCallException">There is none.</exception>
    public async Task ReadAsync(string path, Func<Stream, Task> read, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path, null, null, cancellationToken);
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await read(body);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        long? version,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, Base + path) { Content = content };
        if (version is { } v)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{v}\"");
        try
        {
            HttpResponseMessage answer = await _http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            if (answer.IsSuccessStatusCode)
                return answer;
            using (answer)
                throw await RefusalAsync(answer, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw new ServerCallException($"The server {_http.BaseAddress} does not answer: {e.Message}", null, e);
        }
    }

    private static async Task<ServerCallException> RefusalAsync(
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        string? detail = null;
        if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
            detail = JsonText.Get(await ReadAsync(answer, cancellationToken), "detail");
        return new ServerCallException(
            detail ?? $"The server answered {(int)answer.StatusCode} {answer.ReasonPhrase}.",
            answer.StatusCode
        );
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.NoContent)
            return default;
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using JsonDocument json = await JsonDocument.ParseAsync(body, default, cancellationToken);
        return json.RootElement.Clone();
    }
}
