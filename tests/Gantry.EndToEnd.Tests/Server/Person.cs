using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Somebody with a browser who is signed in.</summary>
internal sealed class Person(HttpClient http, string cookie, string csrfToken, JsonNode user)
{
    public const string Password = "correct horse battery";

    public string Cookie { get; } = cookie;

    public string CsrfToken { get; } = csrfToken;

    public long Id => user["id"]!.GetValue<long>();

    /// <summary>What a browser's session is made of, out of the answer to a sign-in.</summary>
    public static async Task<Person> OfAsync(HttpClient http, HttpResponseMessage answer)
    {
        JsonNode session = await answer.JsonAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(session.ToJsonString());
        string cookie = answer.Headers.GetValues("Set-Cookie").ShouldHaveSingleItem().Split(';')[0];
        return new Person(http, cookie, session["csrfToken"]!.GetValue<string>(), session["user"]!);
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        http.CallAsync(HttpMethod.Get, path, null, ("Cookie", Cookie));

    public Task<HttpResponseMessage> PostAsync(
        string path,
        object body,
        params (string Name, string Value)[] headers
    ) => CallAsync(HttpMethod.Post, path, body, headers);

    public Task<HttpResponseMessage> CallAsync(
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    ) =>
        http.CallAsync(
            method,
            path,
            body is null ? null : JsonContent.Create(body),
            [("Cookie", Cookie), ("X-CSRF-Token", CsrfToken), .. headers]
        );

    /// <summary>Sends a file of G-code to the library; its id.</summary>
    public async Task<long> UploadAsync(string gcode = "G28\nG1 X10 F3000\n", string name = "part.gcode")
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(gcode));
        content.Headers.ContentType = new("application/octet-stream");
        HttpResponseMessage sent = await http.CallAsync(
            HttpMethod.Post,
            $"/fleet/v1/files?name={name}",
            content,
            ("Cookie", Cookie),
            ("X-CSRF-Token", CsrfToken)
        );
        JsonNode file = await sent.JsonAsync();
        sent.IsSuccessStatusCode.ShouldBeTrue(file.ToJsonString());
        return file["id"]!.GetValue<long>();
    }

    /// <summary>Adds a printer that nobody drives; its id.</summary>
    public async Task<long> AddIdlePrinterAsync(string printer)
    {
        HttpResponseMessage added = await PostAsync(
            "/fleet/v1/printers",
            new
            {
                name = printer,
                url = "tcp://127.0.0.1:1",
                enabled = false,
            }
        );
        return (await added.JsonAsync())["id"]!.GetValue<long>();
    }
}
