using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gantry.EndToEnd.Tests.Peers;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Cameras.Sources;

namespace Gantry.EndToEnd.Tests.Cameras;

/// <summary>Real programs send pictures and read them, and a camera of this machine is read by a helper that ends with it.</summary>
public sealed class CameraPeerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_of_ffmpeg_is_passed_on_so_that_ffmpeg_can_read_it()
    {
        int port = FreePort();
        string address = $"http://127.0.0.1:{port}/camera";
        using Process camera = Start([
            "-re",
            "-f",
            "lavfi",
            "-i",
            "testsrc=size=320x240:rate=10",
            "-f",
            "mpjpeg",
            "-listen",
            "1",
            address,
        ]);
        try
        {
            await using CameraRig rig = await CameraRig.StartAsync(new { streamUrl = address });
            // It serves one caller, and needs a moment until it does.
            using HttpResponseMessage looking = await UntilItListensAsync(rig);
            using Process reader = Start([
                "-headers",
                $"Cookie: {rig.Ada.Cookie}\r\n",
                "-f",
                "mpjpeg",
                "-i",
                new Uri(rig.Server.Address, rig.Path + "/stream").ToString(),
                "-frames:v",
                "5",
                "-f",
                "framemd5",
                "-",
            ]);
            Task<string> troubles = reader.StandardError.ReadToEndAsync(Stop);
            string sums = await reader.StandardOutput.ReadToEndAsync(Stop);
            await reader.WaitForExitAsync(Stop);

            reader.ExitCode.ShouldBe(0, await troubles);
            string[] frames =
            [
                .. sums.Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(',')[^1]),
            ];
            frames.Distinct().Count().ShouldBe(5, sums);
        }
        finally
        {
            camera.Kill();
            await camera.WaitForExitAsync(Stop);
        }
    }

    [Fact]
    public async Task A_drawing_is_a_picture_to_ffmpeg_too()
    {
        await using CameraRig rig = await CameraRig.StartAsync(new { testPicture = true });
        byte[] jpeg = await (await rig.Ada.GetAsync(rig.Path + "/snapshot")).Content.ReadAsByteArrayAsync(Stop);
        using Process reader = Start(["-f", "mjpeg", "-i", "pipe:0", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]);
        using var pixels = new MemoryStream();
        Task reading = reader.StandardOutput.BaseStream.CopyToAsync(pixels, Stop);
        Task<string> troubles = reader.StandardError.ReadToEndAsync(Stop);
        await reader.StandardInput.BaseStream.WriteAsync(jpeg, Stop);
        reader.StandardInput.Close();
        await reading;
        await reader.WaitForExitAsync(Stop);

        (await troubles).ShouldBe("");
        pixels.Length.ShouldBe(640 * 360 * 3);
        // The top left is the dark of the paper; the name is written in light ink.
        byte[] all = pixels.ToArray();
        all[0].ShouldBeLessThan((byte)64);
        all.Count(b => b > 200).ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task A_camera_of_this_machine_is_read_by_the_first_helper_that_can()
    {
        using var folder = new TemporaryFolder();
        string picture = Path.Combine(folder[""], "picture.jpg");
        await File.WriteAllBytesAsync(picture, FakeCamera.Picture(7), Stop);
        string device = Path.Combine(folder[""], "video0 $(touch oops)");
        await File.WriteAllTextAsync(device, "", Stop);
        string said = Path.Combine(folder[""], "said");
        Script(folder[""], "ffmpeg", $"echo \"ffmpeg $*\" >> {said}; echo no such format >&2; exit 1");
        Script(
            folder[""],
            "v4l2-ctl",
            $"echo \"v4l2-ctl $*\" >> {said}; echo $$ > {said}.pid; cat {picture} {picture}; exec sleep 600"
        );

        var source = Source(device, folder[""]);
        byte[]? first = await source.NextAsync(Stop);
        byte[]? second = await source.NextAsync(Stop);
        int helper = int.Parse(await File.ReadAllTextAsync(said + ".pid", Stop));
        Directory.Exists($"/proc/{helper}").ShouldBeTrue();
        await source.DisposeAsync();

        first.ShouldBe(FakeCamera.Picture(7));
        second.ShouldBe(first);
        Directory.Exists($"/proc/{helper}").ShouldBeFalse();
        string[] calls = await File.ReadAllLinesAsync(said, Stop);
        calls[0].ShouldContain($"-f v4l2 -input_format mjpeg -i {device} -c:v copy");
        calls[1].ShouldStartWith($"v4l2-ctl --device {device} ");
        File.Exists(Path.Combine(folder[""], "oops")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_helper_that_leaves_another_program_behind_holds_nobody_up()
    {
        using var folder = new TemporaryFolder();
        string picture = Path.Combine(folder[""], "picture.jpg");
        await File.WriteAllBytesAsync(picture, FakeCamera.Picture(7), Stop);
        string device = Path.Combine(folder[""], "video0");
        await File.WriteAllTextAsync(device, "", Stop);
        string left = Path.Combine(folder[""], "left");
        // It lives on beside the helper, with the helper's error output.
        Script(
            folder[""],
            "ffmpeg",
            $"(setsid sleep 600 >/dev/null </dev/null & echo $! > {left}); cat {picture}; exec sleep 600"
        );
        var source = Source(device, folder[""]);
        (await source.NextAsync(Stop)).ShouldBe(FakeCamera.Picture(7));
        using Process other = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(left, Stop)));

        try
        {
            await source.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), Stop);
            other.HasExited.ShouldBeFalse();
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task A_camera_that_no_helper_can_read_says_what_the_helper_said()
    {
        using var folder = new TemporaryFolder();
        string device = Path.Combine(folder[""], "video0");
        await using var nobody = Source(device);
        (await Should.ThrowAsync<CameraException>(() => nobody.NextAsync(Stop))).Message.ShouldContain("ffmpeg");
        Script(folder[""], "ffmpeg", "echo 'video0: Device or resource busy' >&2; exit 1");
        await using var unplugged = Source(device, folder[""]);
        (await Should.ThrowAsync<CameraException>(() => unplugged.NextAsync(Stop))).Message.ShouldContain("plugged in");
        await File.WriteAllTextAsync(device, "", Stop);

        await using var busy = Source(device, folder[""]);
        CameraException error = await Should.ThrowAsync<CameraException>(() => busy.NextAsync(Stop));

        error.Message.ShouldEndWith("gives no picture: video0: Device or resource busy");
    }

    [Fact]
    public async Task While_a_helper_does_not_end_its_camera_gets_no_other()
    {
        using var folder = new TemporaryFolder();
        string picture = Path.Combine(folder[""], "picture.jpg");
        await File.WriteAllBytesAsync(picture, FakeCamera.Picture(7), Stop);
        string device = Path.Combine(folder[""], "video0");
        await File.WriteAllTextAsync(device, "", Stop);
        string started = Path.Combine(folder[""], "started");
        Script(folder[""], "ffmpeg", $"echo x >> {started}; cat {picture}; exec sleep 600");
        var hung = new HungHelpers();
        var ended = new TaskCompletionSource();
        hung.Add(device, ended.Task);

        await using var refused = new DeviceSource(device, [folder[""]], hung, DeviceSource.EndLimit);
        CameraException error = await Should.ThrowAsync<CameraException>(() => refused.NextAsync(Stop));
        File.Exists(started).ShouldBeFalse();
        ended.SetResult();
        // Nobody waits for this one at all, so it counts as hung until the system has ended it.
        var first = new DeviceSource(device, [folder[""]], hung, TimeSpan.Zero);
        (await first.NextAsync(Stop)).ShouldBe(FakeCamera.Picture(7));
        await first.DisposeAsync();

        error.Message.ShouldContain("hangs in the camera's driver");
        while (true)
            try
            {
                await using var second = new DeviceSource(device, [folder[""]], hung, DeviceSource.EndLimit);
                (await second.NextAsync(Stop)).ShouldBe(FakeCamera.Picture(7));
                break;
            }
            catch (CameraException e)
                when (e.Message.Contains("hangs in the camera's driver", StringComparison.Ordinal))
            {
                await Task.Delay(20, Stop);
            }
        (await File.ReadAllLinesAsync(started, Stop)).Length.ShouldBe(2);
    }

    private static DeviceSource Source(string device, params string[] folders) =>
        new(device, folders, new HungHelpers(), DeviceSource.EndLimit);

    private static async Task<HttpResponseMessage> UntilItListensAsync(CameraRig rig)
    {
        for (int look = 0; ; look++)
        {
            HttpResponseMessage answer = await rig.Ada.GetAsync(rig.Path + "/stream");
            if (answer.StatusCode == HttpStatusCode.OK)
                return answer;
            look.ShouldBeLessThan(600, await answer.Content.ReadAsStringAsync(Stop));
            answer.Dispose();
            await Task.Delay(100, Stop);
        }
    }

    private static Process Start(string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(
                DebianPackage.Need("ffmpeg", "/usr/bin/ffmpeg"),
                ["-hide_banner", "-loglevel", "error", .. arguments]
            )
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;

    private static void Script(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
