using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.Storage.Files;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>The library over HTTP, with files and names as an attacker would choose them.</summary>
public sealed class LibraryTests
{
    /// <summary>Two layers: a square each.</summary>
    private const string Square = """
        G28
        G90
        M83
        G1 Z0.2 F600
        G1 X10 Y10 F3000
        G1 X20 Y10 E1
        G1 X20 Y20 E1
        G1 X10 Y20 E1
        G1 X10 Y10 E1
        G1 Z0.4
        G1 X20 Y10 E1
        G1 X20 Y20 E1
        G92 X0 Y0
        G1 X5 Y0
        M104 S0

        """;

    private static ByteArrayContent Raw(string text) => Raw(Encoding.UTF8.GetBytes(text));

    private static ByteArrayContent Raw(byte[] bytes) =>
        new(bytes) { Headers = { ContentType = new("application/octet-stream") } };

    private static Task<HttpResponseMessage> SendAsync(
        RunningServer server,
        Person person,
        HttpContent content,
        string query = ""
    ) =>
        server.Http.CallAsync(
            HttpMethod.Post,
            "/fleet/v1/files" + query,
            content,
            ("Cookie", person.Cookie),
            ("X-CSRF-Token", person.CsrfToken)
        );

    [Fact]
    public async Task A_file_is_brought_found_changed_fetched_and_removed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square), "?name=square.gcode&tag=calibration");
        JsonNode file = await sent.JsonAsync();
        string path = sent.Headers.Location!.OriginalString;
        JsonNode found = await (await ada.GetAsync("/fleet/v1/files?text=squ&tag=calibration")).JsonAsync();
        HttpResponseMessage changed = await ada.CallAsync(
            HttpMethod.Patch,
            path,
            new { name = "cube.gcode", note = "two layers" },
            ("If-Match", sent.Headers.ETag!.Tag)
        );
        byte[] bytes = await (await ada.GetAsync(path + "/content")).Content.ReadAsByteArrayAsync(
            TestContext.Current.CancellationToken
        );
        HttpResponseMessage removed = await ada.CallAsync(HttpMethod.Delete, path);

        sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        file["state"]!.GetValue<string>().ShouldBe("ready");
        found["total"]!.GetValue<long>().ShouldBe(1);
        (await changed.JsonAsync())["name"]!.GetValue<string>().ShouldBe("cube.gcode");
        Encoding.UTF8.GetString(bytes).ShouldBe(Square);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await ada.GetAsync(path)).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
    }

    [Fact]
    public async Task A_form_with_the_file_is_taken_too_and_tells_of_the_same_bytes()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        await SendAsync(server, ada, Raw(Square), "?name=first.gcode");

        HttpResponseMessage sent = await SendAsync(
            server,
            ada,
            new MultipartFormDataContent { { Raw(Square), "file", "second.gcode" } }
        );

        JsonNode file = await sent.JsonAsync();
        file["name"]!.GetValue<string>().ShouldBe("second.gcode");
        file["duplicates"]!.AsArray().ShouldHaveSingleItem()!["name"]!.GetValue<string>().ShouldBe("first.gcode");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\..\\boot.ini")]
    [InlineData("a\0b.gcode")]
    [InlineData("$(reboot).gcode")]
    [InlineData("; rm -rf *.gcode")]
    [InlineData("CON")]
    [InlineData("\u202Eedocg.exe")]
    [InlineData("<img src=x onerror=alert(1)>.gcode")]
    public async Task A_name_is_a_label_and_never_a_path(string name)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square), $"?name={Uri.EscapeDataString(name)}");

        sent.StatusCode.ShouldBe(HttpStatusCode.Created);
        string kept = (await sent.JsonAsync())["name"]!.GetValue<string>();
        kept.ShouldNotContain('/');
        kept.ShouldNotContain('\\');
        kept.ShouldNotContain('\0');
        kept.ShouldNotContain('\u202E');
        // What is on the disk has no name but its hash.
        Directory
            .EnumerateFiles(server.Data.Files, "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName)
            .ShouldAllBe(f => f!.All(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public async Task A_very_long_name_is_cut()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square), $"?name={new string('x', 4000)}.gcode");

        string kept = (await sent.JsonAsync())["name"]!.GetValue<string>();
        kept.Length.ShouldBeLessThan(256);
        kept.ShouldEndWith(".gcode");
    }

    [Theory]
    [InlineData("path", "/etc/passwd")]
    [InlineData("file.path", "/etc/passwd")]
    [InlineData("file.size", "7")]
    public async Task A_field_of_a_form_that_names_something_of_the_server_is_refused(string field, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        // Before the file, behind it, and in its place.
        MultipartFormDataContent[] forms =
        [
            new() { { new StringContent(value), field }, { Raw(Square), "file", "a.gcode" } },
            new() { { Raw(Square), "file", "a.gcode" }, { new StringContent(value), field } },
            new() { { new StringContent(value), field } },
        ];
        foreach (MultipartFormDataContent form in forms)
            await (await SendAsync(server, ada, form)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
        JsonNode files = await (await ada.GetAsync("/fleet/v1/files")).JsonAsync();
        files["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parameter_that_nobody_knows_reaches_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage sent = await SendAsync(
            server,
            ada,
            Raw(Square),
            "?name=a.gcode&path=/etc/passwd&file.path=/etc/passwd"
        );

        byte[] bytes = await (
            await ada.GetAsync(sent.Headers.Location!.OriginalString + "/content")
        ).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Encoding.UTF8.GetString(bytes).ShouldBe(Square);
    }

    [Theory]
    [InlineData("multipart/form-data", "--b\r\n\r\n")]
    [InlineData("multipart/form-data; boundary=", "--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "")]
    [InlineData("multipart/form-data; boundary=b", "--b")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n")]
    [InlineData(
        "multipart/form-data; boundary=b",
        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nG28\r\n"
    )]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nno header at all\r\n\r\nG28\r\n--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: ;;;\r\n\r\nG28\r\n--b--\r\n")]
    public async Task A_malformed_form_is_refused_and_the_server_goes_on(string type, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        HttpResponseMessage sent = await SendAsync(server, ada, content);

        await sent.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
        (await ada.GetAsync("/fleet/v1/files")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_no_gcode_is_not_taken()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        HttpResponseMessage page = await SendAsync(server, ada, Raw("<html><script>alert(1)</script></html>"));
        HttpResponseMessage empty = await SendAsync(server, ada, Raw(""));

        await page.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "fileRefused");
        await empty.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "fileRefused");
    }

    [Fact]
    public async Task A_bomb_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync("G28\n"u8.ToArray(), TestContext.Current.CancellationToken);
            var blank = new byte[1024 * 1024];
            Array.Fill(blank, (byte)'\n');
            for (int i = 0; i < 300; i++)
                await gzip.WriteAsync(blank, TestContext.Current.CancellationToken);
        }

        HttpResponseMessage sent = await SendAsync(server, ada, Raw(packed.ToArray()), "?name=bomb.gcode.gz");

        await sent.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "fileRefused");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync(o =>
            o with
            {
                Storage = o.Storage with
                {
                    Files = new FileStoreOptions { FreeSpaceFloor = 0, MaxBytes = 100 },
                },
            }
        );
        Person ada = await server.SetUpAsync();

        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square));

        await sent.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "tooLarge");
    }

    [Fact]
    public async Task A_full_disk_is_said_so()
    {
        await using RunningServer server = await RunningServer.StartAsync(o =>
            o with
            {
                Storage = o.Storage with { Files = new FileStoreOptions { FreeSpaceFloor = long.MaxValue / 2 } },
            }
        );
        Person ada = await server.SetUpAsync();

        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square));

        await sent.ShouldBeProblemAsync(HttpStatusCode.InsufficientStorage, "noSpace");
    }

    [Fact]
    public async Task A_viewer_brings_nothing_and_a_member_changes_nothing_of_others()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        Person viewer = await server.AddPersonAsync(ada, "vera", "viewer");
        Person member = await server.AddPersonAsync(ada, "mia", "member");
        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square), "?name=a.gcode");
        string path = sent.Headers.Location!.OriginalString;

        HttpResponseMessage brought = await SendAsync(server, viewer, Raw(Square));
        HttpResponseMessage removed = await member.CallAsync(HttpMethod.Delete, path);

        await brought.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        await removed.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
    }

    [Fact]
    public async Task A_file_is_given_out_as_a_download_and_in_parts()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square), "?name=a.gcode");

        HttpResponseMessage part = await server.Http.CallAsync(
            HttpMethod.Get,
            sent.Headers.Location!.OriginalString + "/content",
            null,
            ("Cookie", ada.Cookie),
            ("Range", "bytes=0-2")
        );

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("G28");
        part.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        part.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
    }

    [Fact]
    public async Task The_layers_of_a_file_are_drawn_each_by_itself()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();
        HttpResponseMessage sent = await SendAsync(server, ada, Raw(Square), "?name=a.gcode");
        string path = sent.Headers.Location!.OriginalString + "/layers";

        JsonNode list = await (await ada.GetAsync(path)).JsonAsync();
        JsonNode first = await (await ada.GetAsync(path + "/1")).JsonAsync();
        JsonNode second = await (await ada.GetAsync(path + "/2")).JsonAsync();
        HttpResponseMessage third = await ada.GetAsync(path + "/3");

        list["count"]!.GetValue<int>().ShouldBe(2);
        list["layers"]![1]!["z"]!.GetValue<double>().ShouldBe(0.4);
        list["layers"]![1]!["height"]!.GetValue<double>().ShouldBe(0.2);
        Moves(first)
            .ShouldBe([
                (0, 0, 10, 10, 0),
                (10, 10, 20, 10, 1),
                (20, 10, 20, 20, 1),
                (20, 20, 10, 20, 1),
                (10, 20, 10, 10, 1),
            ]);
        Moves(second).ShouldBe([(10, 10, 20, 10, 1), (20, 10, 20, 20, 1), (20, 20, 25, 20, 0)]);
        await third.ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
    }

    private static (double, double, double, double, double)[] Moves(JsonNode layer) =>
        [
            .. layer["segments"]!
                .AsArray()
                .Select(n => n!.GetValue<double>())
                .Chunk(5)
                .Select(m => (m[0], m[1], m[2], m[3], m[4])),
        ];

    [Fact]
    public async Task An_address_of_a_picture_stands_only_where_there_is_one()
    {
        const string withoutMoves = "G28\nM104 S0\nM140 S0\n";
        await using RunningServer server = await RunningServer.StartAsync();
        Person ada = await server.SetUpAsync();

        foreach (
            (string name, string text, bool hasPicture) in new[]
            {
                ("drawn", Square, true),
                ("empty", withoutMoves, false),
            }
        )
        {
            JsonNode file = await (await SendAsync(server, ada, Raw(text), $"?name={name}.gcode")).JsonAsync();
            JsonNode job = await (
                await ada.PostAsync("/fleet/v1/jobs", new JsonObject { ["fileId"] = (long)file["id"]! })
            ).JsonAsync();

            foreach (JsonNode one in (JsonNode[])[file, job])
                if (hasPicture)
                    (await ada.GetAsync((string)one["thumbnailUrl"]!)).Content.Headers.ContentType!.MediaType.ShouldBe(
                        "image/png"
                    );
                else
                    one["thumbnailUrl"].ShouldBeNull();
        }
    }
}
