using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gantry.EndToEnd.Tests.Fleet;
using Gantry.EndToEnd.Tests.Server;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Cameras.Sources;
using Microsoft.Extensions.DependencyInjection;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>What a camera shows reaches everybody who looks, over one connection, and costs nothing when nobody does.</summary>
public sealed class CameraApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_look_through_one_connection_that_is_open_only_while_somebody_looks()
    {
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(20));
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = camera.Address });
        camera.Accepted.ShouldBe(0);

        HttpResponseMessage[] answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => rig.Ada.GetAsync(rig.Path + "/stream"))
        );
        foreach (HttpResponseMessage answer in answers)
        {
            answer.Content.Headers.ContentType!.ToString().ShouldBe("multipart/x-mixed-replace; boundary=gantry-frame");
            JpegStream pictures = await answer.PicturesAsync();
            byte[] first = await pictures.NextAsync();
            (await pictures.NextAsync()).ShouldNotBe(first);
        }
        JsonNode seen = await (await rig.Ada.GetAsync(rig.Path)).JsonAsync();
        HttpResponseMessage snapshot = await rig.Ada.GetAsync(rig.Path + "/snapshot");

        camera.Accepted.ShouldBe(1);
        seen["state"]!.GetValue<string>().ShouldBe("live");
        seen["kind"]!.GetValue<string>().ShouldBe("stream");
        seen["viewers"]!.GetValue<int>().ShouldBe(20);
        snapshot.Content.Headers.ContentType!.MediaType.ShouldBe("image/jpeg");
        snapshot.Headers.CacheControl!.NoStore.ShouldBeTrue();
        snapshot.Headers.ETag.ShouldNotBeNull();
        foreach (HttpResponseMessage answer in answers)
            answer.Dispose();
        await FleetRig.Until(() => Task.FromResult(camera.Connected), c => c == 0, c => $"{c} connections");
        (await (await rig.Ada.GetAsync(rig.Path)).JsonAsync())["state"]!.GetValue<string>().ShouldBe("idle");
    }

    [Fact]
    public async Task A_viewer_that_takes_nothing_holds_up_nobody_and_nothing_piles_up_for_it()
    {
        await using FakeCamera camera = FakeCamera.Streaming(TimeSpan.FromMilliseconds(2));
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = camera.Address });
        CameraService cameras = rig.Server.Parts.GetRequiredService<CameraService>();
        using CameraViewer idle = await cameras.WatchAsync(FleetRig.Boss, rig.Printer, Stop);
        using var stuck = new TcpClient { ReceiveBufferSize = 4096 };
        await stuck.ConnectAsync(IPAddress.Loopback, rig.Server.Address.Port, Stop);
        await stuck
            .GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET {rig.Path}/stream?fps=30 HTTP/1.1\r\nHost: localhost\r\nCookie: {rig.Ada.Cookie}\r\n\r\n"
                ),
                Stop
            );
        using CameraViewer quick = await cameras.WatchAsync(FleetRig.Boss, rig.Printer, Stop);

        CameraFrame last = await quick.NextFrameAsync(Stop);
        for (int i = 0; i < 300; i++)
            last = await quick.NextFrameAsync(Stop);

        // What waits for the idle one is the latest alone.
        (await idle.NextFrameAsync(Stop)).Number.ShouldBeGreaterThanOrEqualTo(last.Number);
    }

    [Fact]
    public async Task A_camera_that_fails_says_so_in_words_and_comes_back_by_itself()
    {
        int calls = 0;
        await using var camera = new FakeCamera(
            async (to, _, stop) =>
            {
                if (Interlocked.Increment(ref calls) == 1)
                {
                    await to.WriteAsync("HTTP/1.0 404 No\r\n\r\n"u8.ToArray(), stop);
                    return;
                }
                await to.WriteAsync(FakeCamera.Head("multipart/x-mixed-replace; boundary=b"), stop);
                for (int number = 0; number < (calls == 2 ? 3 : int.MaxValue); number++)
                {
                    await to.WriteAsync(FakeCamera.Picture(number), stop);
                    await Task.Delay(20, stop);
                }
            }
        );
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = camera.Address });

        HttpResponseMessage first = await rig.Ada.GetAsync(rig.Path + "/stream");
        await first.ShouldBeProblemAsync(HttpStatusCode.BadGateway, "cameraFailed");
        (await first.JsonAsync())["detail"]!.GetValue<string>().ShouldContain("no such address (404)");
        CameraService cameras = rig.Server.Parts.GetRequiredService<CameraService>();
        using CameraViewer viewer = await cameras.WatchAsync(FleetRig.Boss, rig.Printer, Stop);
        // The second call gives three pictures and hangs up; the viewer sees those of the third.
        var troubles = new List<string>();
        for (int frames = 0; frames < 20; )
        {
            CameraNews news = (await viewer.NextAsync(Stop)).ShouldNotBeNull();
            if (news.Trouble is { } trouble)
                troubles.Add(trouble);
            else
                frames++;
        }

        troubles.ShouldContain("The camera ended its stream.");
        calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_single_picture_is_asked_for_again_and_again_also_where_a_stream_was_meant()
    {
        await using var camera = new FakeCamera(
            async (to, _, stop) =>
            {
                byte[] picture = FakeCamera.Picture(Environment.TickCount & 0x3FFF);
                await to.WriteAsync(FakeCamera.Head("image/jpeg"), stop);
                await to.WriteAsync(picture, stop);
            }
        );
        await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = camera.Address });
        using (HttpResponseMessage stream = await rig.Ada.GetAsync(rig.Path + "/stream"))
        {
            JpegStream pictures = await stream.PicturesAsync();
            byte[] first = await pictures.NextAsync();
            (await pictures.NextAsync()).ShouldNotBe(first);
        }
        (await rig.ChangeAsync(new { snapshotUrl = camera.Address })).StatusCode.ShouldBe(HttpStatusCode.OK);

        HttpResponseMessage snapshot = await rig.Ada.GetAsync(rig.Path + "/snapshot");
        HttpResponseMessage same = await rig.Server.Http.CallAsync(
            HttpMethod.Get,
            rig.Path + "/snapshot",
            null,
            ("Cookie", rig.Ada.Cookie),
            ("If-None-Match", snapshot.Headers.ETag!.ToString())
        );

        (await snapshot.Content.ReadAsByteArrayAsync(Stop)).Length.ShouldBe(FakeCamera.Picture(1).Length);
        // The same picture while the camera gave no other one; else the new one.
        same.StatusCode.ShouldBeOneOf(HttpStatusCode.NotModified, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_picture_is_drawn_where_there_is_no_camera_and_it_moves()
    {
        await using CameraRig rig = await CameraRig.StartAsync(
            new
            {
                testPicture = true,
                rotate = 90,
                flipVertical = true,
            }
        );
        using HttpResponseMessage stream = await rig.Ada.GetAsync(rig.Path + "/stream");
        JpegStream pictures = await stream.PicturesAsync();

        byte[] first = await pictures.NextAsync();
        byte[] second = await pictures.NextAsync();

        second.ShouldNotBe(first);
        JsonNode printer = await rig.PrinterAsync();
        printer["camera"]!.GetValue<bool>().ShouldBeTrue();
        printer["cameraLook"]!.ToJsonString().ShouldBe("""{"rotate":90,"flipHorizontal":false,"flipVertical":true}""");
    }

    [Fact]
    public async Task A_stream_ends_with_its_printer()
    {
        await using CameraRig rig = await CameraRig.StartAsync(new { testPicture = true });
        using HttpResponseMessage stream = await rig.Ada.GetAsync(rig.Path + "/stream");
        JpegStream pictures = await stream.PicturesAsync();
        await pictures.NextAsync();

        await rig.Ada.CallAsync(HttpMethod.Delete, $"/fleet/v1/printers/{rig.Printer}");

        while (await pictures.NextAsync(Stop) is not null) { }
        (await rig.Ada.GetAsync(rig.Path + "/snapshot")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
