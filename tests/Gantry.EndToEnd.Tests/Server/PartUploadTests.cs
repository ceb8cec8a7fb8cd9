using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.Fleet.Library;
using Gantry.Storage.Files;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>Files that come in parts over connections that break.</summary>
public sealed class PartUploadTests
{
    private static readonly string Whole = string.Concat(Enumerable.Range(1, 20_000).Select(n => $"G1 X{n} F3000\n"));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_had_arrived_before_the_connection_was_lost_is_not_sent_again(bool dies)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        string path = await BeginAsync(ada, Whole.Length);
        const int half = 100_000;

        // One that is lost without a word stays open: nobody tells the server.
        using Socket broken = await SendSomeAsync(server, ada, path, half);
        await ArriveAsync(server, half);
        if (!dies)
            broken.Close(0);
        long offset = await OffsetAsync(ada, path);
        HttpResponseMessage wrong = await AppendAsync(server, ada, path, offset - 1, "G28\n");
        HttpResponseMessage last = await AppendAsync(server, ada, path, offset, Whole[(int)offset..]);
        JsonNode again = await (await ada.GetAsync(path)).JsonAsync();

        offset.ShouldBe(half);
        await wrong.ShouldBeProblemAsync(HttpStatusCode.Conflict, "conflict");
        JsonNode file = (await last.JsonAsync())["file"]!;
        file["name"]!.GetValue<string>().ShouldBe("part.gcode");
        file["size"]!.GetValue<long>().ShouldBe(Whole.Length);
        // Whoever did not hear the last answer asks, and is told; nothing is taken in twice.
        again["file"]!["id"]!.GetValue<long>().ShouldBe(file["id"]!.GetValue<long>());
        HttpResponseMessage content = await ada.GetAsync($"/fleet/v1/files/{file["id"]}/content");
        (await content.Content.ReadAsStringAsync(Stop)).ShouldBe(Whole);
        ShouldBeEmpty(server);
    }

    [Fact]
    public async Task It_is_checked_as_every_upload_is_and_nothing_is_left_of_what_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync(o =>
            o with
            {
                Storage = o.Storage with
                {
                    Files = new FileStoreOptions { FreeSpaceFloor = 0, MaxBytes = 5_000 },
                },
            }
        );
        Person ada = await server.SetUpAsync();
        Person viewer = await server.AddPersonAsync(ada, "grace", "viewer");
        Person member = await server.AddPersonAsync(ada, "linus", "member");
        string path = await BeginAsync(ada, 30);

        HttpResponseMessage tooLarge = await ada.PostAsync("/fleet/v1/uploads?name=a.gcode&size=5001", new { });
        HttpResponseMessage noFolder = await ada.PostAsync(
            "/fleet/v1/uploads?name=a.gcode&size=9&folderId=99",
            new { }
        );
        HttpResponseMessage notAllowed = await viewer.PostAsync("/fleet/v1/uploads?name=a.gcode&size=9", new { });
        HttpResponseMessage others = await member.GetAsync(path);
        HttpResponseMessage tooMuch = await AppendAsync(server, ada, path, 0, new string('x', 31));
        HttpResponseMessage noGCode = await AppendAsync(server, ada, path, 0, "These are words without sense.");

        await tooLarge.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "tooLarge");
        await noFolder.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        await notAllowed.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await others.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        await tooMuch.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await noGCode.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "fileRefused");
        await (await ada.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        ShouldBeEmpty(server);
    }

    [Fact]
    public async Task Those_that_nobody_goes_on_with_make_room_and_one_can_be_given_up()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var limits = new PartLimits();
        string first = await BeginAsync(ada, 30);
        var others = new List<string>();
        for (int i = 0; i < limits.MostUploads; i++)
            others.Add(await BeginAsync(ada, 30));

        HttpResponseMessage gone = await ada.GetAsync(first);
        HttpResponseMessage givenUp = await ada.CallAsync(HttpMethod.Delete, others[0]);

        await gone.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        (await ada.GetAsync(others[^1])).StatusCode.ShouldBe(HttpStatusCode.OK);
        givenUp.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Directory.GetFiles(server.Data.Uploads).Length.ShouldBe(limits.MostUploads - 1);
        await server.StopAsync();
        ShouldBeEmpty(server);
    }

    private static void ShouldBeEmpty(RunningServer server) => Directory.GetFiles(server.Data.Uploads).ShouldBeEmpty();

    private static async Task<string> BeginAsync(Person person, int size)
    {
        HttpResponseMessage begun = await person.PostAsync($"/fleet/v1/uploads?name=part.gcode&size={size}", new { });
        begun.StatusCode.ShouldBe(HttpStatusCode.Created);
        return begun.Headers.Location!.OriginalString;
    }

    private static Task<HttpResponseMessage> AppendAsync(
        RunningServer server,
        Person person,
        string path,
        long offset,
        string text
    ) =>
        server.Http.CallAsync(
            HttpMethod.Patch,
            path,
            new ByteArrayContent(Encoding.ASCII.GetBytes(text))
            {
                Headers = { ContentType = new("application/offset+octet-stream") },
            },
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken),
            ("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture))
        );

    /// <summary>How far the server says it is.</summary>
    private static async Task<long> OffsetAsync(Person person, string path)
    {
        HttpResponseMessage head = await person.CallAsync(HttpMethod.Head, path);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Headers.GetValues("Upload-Length").ShouldHaveSingleItem().ShouldBe($"{Whole.Length}");
        return long.Parse(head.Headers.GetValues("Upload-Offset").ShouldHaveSingleItem(), CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the server has written down what was sent.</summary>
    private static async Task ArriveAsync(RunningServer server, long bytes)
    {
        while (Directory.GetFiles(server.Data.Uploads).Sum(f => new FileInfo(f).Length) < bytes)
            await Task.Delay(20, Stop);
    }

    /// <summary>Announces the rest of the file, and sends the beginning of it.</summary>
    private static async Task<Socket> SendSomeAsync(RunningServer server, Person person, string path, int bytes)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Address.Host, server.Address.Port, Stop);
        string head =
            $"PATCH {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\nCookie: {person.Cookie}\r\n"
            + $"X-CSRF-Token: {person.CsrfToken}\r\nUpload-Offset: 0\r\n"
            + $"Content-Type: application/offset+octet-stream\r\nContent-Length: {Whole.Length}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(head + Whole[..bytes]), Stop);
        return socket;
    }
}
