using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Server;
using Gantry.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>What cameras, their addresses and those who look must not be able to do.</summary>
public sealed class CameraSafetyTests
{
    private const string Password = "geh3im";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_goes_to_the_camera_and_to_nobody_else()
    {
        string authorization = "";
        await using var camera = new FakeCamera(
            async (to, head, stop) =>
            {
                if (!head.Contains("Authorization:", StringComparison.OrdinalIgnoreCase))
                {
                    await to.WriteAsync(
                        "HTTP/1.0 401 No\r\nWWW-Authenticate: Basic realm=\"cam\"\r\n\r\n"u8.ToArray(),
                        stop
                    );
                    return;
                }
                authorization = head;
                await to.WriteAsync(FakeCamera.Head("image/jpeg"), stop);
                await to.WriteAsync(FakeCamera.Picture(1), stop);
            }
        );
        string address = camera.Address.Replace("http://", $"http://ada:{Password}@");
        await using CameraRig rig = await CameraRig.StartAsync(new { snapshotUrl = address });

        (await rig.Ada.GetAsync(rig.Path + "/snapshot")).StatusCode.ShouldBe(HttpStatusCode.OK);
        authorization.ShouldContain(Convert.ToBase64String(Encoding.ASCII.GetBytes($"ada:{Password}")));
        JsonNode settings = (await rig.PrinterAsync())["cameraSettings"]!;
        settings["snapshotUrl"]!.GetValue<string>().ShouldBe(address.Replace(Password, "***"));
        // Sent back as it was shown, turned around: it stays.
        settings["rotate"] = 180;
        (await rig.ChangeAsync(settings)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await rig.Ada.GetAsync(rig.Path + "/snapshot")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // With another host it is not taken along.
        settings["snapshotUrl"] = "http://ada:***@127.0.0.1:1/";
        await (await rig.ChangeAsync(settings)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");
        HttpResponseMessage tried = await rig.Ada.PostAsync(
            "/fleet/v1/printers/camera/try",
            new { printerId = rig.Printer, cameraSettings = settings }
        );
        await tried.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "invalid");

        IStore store = rig.Server.Parts.GetRequiredService<IStore>();
        string document = (await store.ReadAsync(s => s.Printers.FindAsync(rig.Printer, Stop), Stop))!.Document;
        document.ShouldNotContain(Password);
        string events = string.Concat(
            (await store.ReadAsync(s => s.Events.ListAfterAsync(0, 1000, Stop), Stop)).Select(e => e.ToString())
        );
        events.ShouldNotContain(Password);
        await rig.Ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/printers/{rig.Printer}");
        (await store.ReadAsync(s => s.Secrets.ListNamesAsync(Stop), Stop)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    public async Task Addresses_where_no_camera_is_are_never_asked(string address)
    {
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = address });

        HttpResponseMessage answer = await rig.Ada.GetAsync(rig.Path + "/snapshot");

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "cameraFailed");
        (await answer.JsonAsync())["detail"]!.GetValue<string>().ShouldContain("no camera is ever asked");
    }

    [Theory]
    [InlineData("streamUrl", "file:///etc/passwd")]
    [InlineData("streamUrl", "ftp://camera/")]
    [InlineData("streamUrl", "javascript:alert(1)")]
    [InlineData("snapshotUrl", "http://")]
    [InlineData("device", "/dev/sda")]
    [InlineData("device", "/dev/video0; rm -rf /")]
    [InlineData("device", "/dev/video0/../sda")]
    public async Task What_is_no_camera_is_refused_with_its_field(string field, string value)
    {
        await using CameraRig rig = await CameraRig.StartAsync(new { });

        HttpResponseMessage answer = await rig.ChangeAsync(new JsonObject { [field] = value });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.JsonAsync())["errors"]!.AsObject().ShouldHaveSingleItem().Key.ShouldBe($"cameraSettings.{field}");
    }

    [Fact]
    public async Task A_key_for_certain_printers_tries_no_camera_beside_theirs()
    {
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        await using CameraRig rig = await CameraRig.StartAsync(new { });
        JsonNode key = await (
            await rig.Ada.PostAsync(
                "/fleet/v1/keys",
                new
                {
                    name = "one",
                    scopes = (string[])["printers.manage"],
                    printerIds = (long[])[rig.Printer],
                }
            )
        ).JsonAsync();
        Task<HttpResponseMessage> TryAsync(long? printerId) =>
            rig.Server.Http.CallAsync(
                HttpMethod.Post,
                "/fleet/v1/printers/camera/try",
                JsonContent.Create(new { printerId, cameraSettings = new { streamUrl = camera.Address } }),
                ("X-Api-Key", key["key"]!.GetValue<string>())
            );

        await (await TryAsync(null)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        (await TryAsync(rig.Printer)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_redirect_is_followed_on_the_same_host_alone()
    {
        await using FakeCamera other = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        await using FakeCamera away = FakeCamera.Saying($"HTTP/1.0 302 No\r\nLocation: {other.Address}\r\n\r\n");
        await using var within = new FakeCamera(
            async (to, head, stop) =>
            {
                bool isThere = head.StartsWith("GET /real ", StringComparison.Ordinal);
                await to.WriteAsync(
                    isThere ? FakeCamera.Head("image/jpeg") : "HTTP/1.0 302 No\r\nLocation: /real\r\n\r\n"u8.ToArray(),
                    stop
                );
                await to.WriteAsync(FakeCamera.Picture(1), stop);
            }
        );
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = away.Address });

        HttpResponseMessage refused = await rig.Ada.GetAsync(rig.Path + "/snapshot");
        await rig.ChangeAsync(new { streamUrl = within.Address });
        HttpResponseMessage followed = await rig.Ada.GetAsync(rig.Path + "/snapshot");

        await refused.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "cameraFailed");
        followed.StatusCode.ShouldBe(HttpStatusCode.OK);
        other.Accepted.ShouldBe(0);
    }

    /// <summary>What hostile cameras send, by name, and what people are told then.</summary>
    public static TheoryData<string, string> Hostile =>
        new()
        {
            { "a head without end", "" },
            { "no picture", "without a JPEG" },
            { "a web page", "not with pictures" },
            { "a picture of 100 MB", "a picture of more than" },
            { "a picture that ends in its middle", "ended its stream" },
        };

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_camera_takes_little_memory_and_is_told_of_in_words(string what, string words)
    {
        byte[] start = FakeCamera.Picture(1)[..^2];
        long sent = 0;
        await using var camera = new FakeCamera(
            async (to, _, stop) =>
            {
                byte[] junk = new byte[64 * 1024];
                Array.Fill(junk, (byte)'a');
                byte[] head = what switch
                {
                    "a head without end" => "HTTP/1.0 200 OK\r\nX-A: "u8.ToArray(),
                    "a web page" => FakeCamera.Head("text/html; charset=utf-8"),
                    "no picture" => FakeCamera.Head("multipart/x-mixed-replace"),
                    _ => [.. FakeCamera.Head("multipart/x-mixed-replace; boundary=b"), .. start],
                };
                await to.WriteAsync(head, stop);
                if (what == "a picture that ends in its middle")
                    return;
                for (; sent < 100 * 1024 * 1024; sent += junk.Length)
                    await to.WriteAsync(junk, stop);
            }
        );
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = camera.Address });

        HttpResponseMessage answer = await rig.Ada.GetAsync(rig.Path + "/snapshot");

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "cameraFailed");
        (await answer.JsonAsync())["detail"]!.GetValue<string>().ShouldContain(words);
        // As much as the buffers of two sockets hold besides what is looked at.
        sent.ShouldBeLessThan(40 * 1024 * 1024);
    }

    [Fact]
    public async Task Who_may_not_see_the_fleet_sees_no_camera_and_Cura_does_where_the_settings_say_so()
    {
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = camera.Address });
        HttpClient cura = rig.Server.Http;

        foreach (
            string path in new[]
            {
                rig.Path,
                rig.Path + "/stream",
                rig.Path + "/snapshot",
                "/?action=stream",
                "/?action=snapshot",
                "/webcam/?action=stream",
            }
        )
            await (await cura.CallAsync(HttpMethod.Get, path)).ShouldBeProblemAsync(
                HttpStatusCode.Unauthorized,
                "signInNeeded"
            );
        (await rig.Ada.GetAsync("/?action=snapshot")).StatusCode.ShouldBe(HttpStatusCode.OK);
        camera.Accepted.ShouldBe(1);
        await rig.SetGeneralAsync(new { anonymousCamera = true });

        using HttpResponseMessage stream = await cura.CallAsync(HttpMethod.Get, "/?action=stream");
        await (await stream.PicturesAsync()).NextAsync();
        (await cura.CallAsync(HttpMethod.Get, "/webcam/?action=snapshot")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // All else stays shut.
        (await cura.CallAsync(HttpMethod.Get, rig.Path + "/snapshot")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await cura.CallAsync(HttpMethod.Get, "/fleet/v1/printers")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // A page of another site cannot take the picture out of a visitor's network.
        stream.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        HttpResponseMessage rebound = await cura.CallAsync(
            HttpMethod.Get,
            "/?action=snapshot",
            null,
            ("Host", "evil.example")
        );
        rebound.StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task The_default_camera_is_the_chosen_one_or_else_the_first()
    {
        await using CameraRig rig = await CameraRig.StartAsync(new { });
        await (await rig.Ada.GetAsync("/?action=snapshot")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "notFound");
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        foreach (string name in new[] { "Middle", "Right" })
            await rig.Ada.PostAsync(
                "/fleet/v1/printers",
                new
                {
                    name,
                    url = "tcp://127.0.0.1:1",
                    enabled = false,
                    cameraSettings = name == "Right"
                        ? new { streamUrl = camera.Address, testPicture = false }
                        : new { streamUrl = "", testPicture = true },
                }
            );

        (await rig.Ada.GetAsync("/?action=snapshot")).StatusCode.ShouldBe(HttpStatusCode.OK);
        camera.Accepted.ShouldBe(0);
        JsonNode printers = await (await rig.Ada.GetAsync("/fleet/v1/printers")).JsonAsync();
        long right = printers["items"]!.AsArray().Single(p => p!["name"]!.GetValue<string>() == "Right")![
            "id"
        ]!.GetValue<long>();
        await rig.SetGeneralAsync(new { cameraPrinterId = right });

        (await rig.Ada.GetAsync("/?action=snapshot")).StatusCode.ShouldBe(HttpStatusCode.OK);
        camera.Accepted.ShouldBe(1);
    }

    [Fact]
    public async Task Only_who_sets_up_printers_may_try_cameras()
    {
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        await using CameraRig rig = await CameraRig.StartAsync(new { });
        Person bob = await rig.Server.AddPersonAsync(rig.Ada, "bob", "operator");
        object body = new { cameraSettings = new { streamUrl = camera.Address } };

        HttpResponseMessage refused = await bob.PostAsync("/fleet/v1/printers/camera/try", body);
        HttpResponseMessage tried = await rig.Ada.PostAsync("/fleet/v1/printers/camera/try", body);

        await refused.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "notAllowed");
        tried.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        await FleetRig.Until(() => Task.FromResult(camera.Connected), c => c == 0, c => $"{c} connections");
    }
}
