using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Bodies that break off, lie about their form or never come: each is refused, and the server goes on.</summary>
public sealed class BrokenBodyTests
{
    private const string Head = "Content-Disposition: form-data; name=\"file\"; filename=\"a.gcode\"\r\n\r\n";

    [Theory]
    [InlineData("multipart/form-data", "--b\r\n" + Head + "G28\n\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=", "--\r\n" + Head + "G28\n\r\n----\r\n")]
    [InlineData("multipart/form-data; boundary=\"", "--b--")]
    [InlineData("multipart/form-data; boundary=b", "")]
    [InlineData("multipart/form-data; boundary=b", "--b")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n" + Head + "G28\n")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"\r\n\r\nx\r\n--b--\r\n"
    )]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n:\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=c", "--b\r\n" + Head + "G28\n\r\n--b--\r\n")]
    public async Task A_form_that_is_none_is_refused(string type, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type).ShouldBeTrue();

        HttpResponseMessage answer = await server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/files",
            content,
            ("Cookie", ada.Cookie),
            ("X-CSRF-Token", ada.CsrfToken)
        );

        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await (await ada.GetAsync("/fleet/v1/files")).JsonAsync())["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/fleet/v1/printers", "application/json", 400, "The body is missing. The body must be JSON")]
    [InlineData("POST", "/fleet/v1/printers", "text/plain", 415, "Content-Type application/json")]
    [InlineData(
        "POST",
        "/fleet/v1/settings",
        "application/json",
        405,
        "/fleet/v1/settings takes GET, PATCH, not POST."
    )]
    [InlineData("GET", "/fleet/v1/pritners", null, 404, "There is no resource /fleet/v1/pritners.")]
    [InlineData(
        "GET",
        "/fleet/v1/jobs?limit=many",
        null,
        400,
        "'limit=many' cannot be read. What it can be stands in /fleet/v1/openapi.json."
    )]
    public async Task A_request_that_cannot_be_read_is_refused_in_words_of_the_api(
        string method,
        string path,
        string? type,
        int status,
        string words
    )
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        ByteArrayContent? content = null;
        if (type is not null)
            (content = new ByteArrayContent([])).Headers.ContentType = new(type);

        HttpResponseMessage answer = await server.Http.CallAsync(
            new HttpMethod(method),
            path,
            content,
            ("Cookie", ada.Cookie),
            ("X-CSRF-Token", ada.CsrfToken)
        );

        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.JsonAsync())["detail"]!.GetValue<string>().ShouldContain(words);
    }

    [Theory]
    [InlineData("application/octet-stream", "")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n" + Head)]
    public async Task A_file_that_is_said_to_be_larger_than_any_is_refused_before_it_comes(string type, string begin)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        string text = await AnswerToAsync(
            server,
            $"POST /fleet/v1/files?name=a.gcode HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\n"
                + $"Cookie: {ada.Cookie}\r\nX-CSRF-Token: {ada.CsrfToken}\r\nContent-Length: 100000000000000\r\n\r\n{begin}"
        );

        text.ShouldStartWith("HTTP/1.1 413");
    }

    [Fact]
    public async Task A_body_that_never_comes_is_not_waited_for()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        string text = await AnswerToAsync(
            server,
            "POST /fleet/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 1000\r\n\r\n{"
        );

        text.ShouldStartWith("HTTP/1.1 408");
        (await server.Http.CallAsync(HttpMethod.Get, "/fleet/v1/info")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Sends this and no more; the first line of the answer. A server that is owed more closes the connection hard.</summary>
    private static async Task<string> AnswerToAsync(RunningServer server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var answer = new StreamReader(stream);
        string? line = await answer
            .ReadLineAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return line.ShouldNotBeNull();
    }
}
