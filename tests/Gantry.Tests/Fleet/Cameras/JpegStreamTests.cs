using System.Text;
using Gantry.Fleet.Cameras;
using Gantry.Fleet.Cameras.Sources;
using Gantry.Tests.GCode;

namespace Gantry.Tests.Fleet.Cameras;

/// <summary>Pictures are found in whatever cameras send around them.</summary>
public sealed class JpegStreamTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Heads of parts as they are sent; a * stands for the length.</summary>
    public static TheoryData<string, string> Parts =>
        new()
        {
            // mjpg-streamer, output_http.
            {
                "--boundarydonotcross\r\n",
                "Content-Type: image/jpeg\r\nContent-Length: *\r\nX-Timestamp: 1.000000\r\n\r\n"
            },
            // µStreamer, with an extra line before each boundary.
            {
                "\r\n--boundarydonotcross\r\n",
                "Content-Type: image/jpeg\r\nContent-Length: *\r\nX-Timestamp: 1.0\r\nX-UStreamer-Online: true\r\n\r\n"
            },
            // ESP32-CAM's example: a boundary of digits, a length in front.
            { "\r\n--123456789000000000000987654321\r\n", "Content-Type: image/jpeg\r\nContent-Length: *\r\n\r\n" },
            // ffmpeg -f mpjpeg.
            { "--ffmpeg\r\n", "Content-type: image/jpeg\r\nContent-length: *\r\n\r\n" },
            // Old cameras: no length, ends of lines of one byte, dashes that belong to the boundary.
            { "--myboundary\n", "Content-Type: image/jpeg\n\n" },
            { "----myboundary--\r\n", "\r\n" },
            // A length that is wrong.
            { "--b\r\n", "Content-Type: image/jpeg\r\nContent-Length: 7\r\n\r\n" },
            // Nothing at all between two pictures: ffmpeg -f mjpeg, v4l2-ctl.
            { "", "" },
        };

    [Theory, MemberData(nameof(Parts))]
    public async Task Pictures_are_found_byte_for_byte_whatever_stands_between_them(string before, string head)
    {
        byte[][] sent = [Jpegs.Make(1), Jpegs.Make(2, 5000), Jpegs.Make(3)];
        var stream = new MemoryStream();
        foreach (byte[] picture in sent)
        {
            stream.Write(Encoding.ASCII.GetBytes(before + head.Replace("*", $"{picture.Length}")));
            stream.Write(picture);
        }
        stream.Write("\r\n"u8);

        for (int pieces = 1; pieces < 70; pieces += 17)
            (await ReadAllAsync(new ChoppyStream(stream.ToArray(), [pieces]))).ShouldBe(sent);
    }

    [Fact]
    public async Task A_picture_that_was_cut_off_is_left_out_and_those_behind_it_are_whole()
    {
        byte[] whole = Jpegs.Make(9, 300);
        byte[] later = Jpegs.Make(3, 50_000);
        for (int cut = 1; cut < whole.Length; cut++)
        {
            byte[] sent =
            [
                .. whole[..cut],
                .. "\r\n--b\r\nContent-Type: image/jpeg\r\n\r\n"u8,
                .. later,
                .. later,
                .. later,
            ];

            List<byte[]> found = await ReadAllAsync(new MemoryStream(sent));

            // A length that was cut off may take up to 64 KiB with it.
            found.Count.ShouldBeInRange(1, 3, $"cut at {cut}");
            found[^1].ShouldBe(later);
        }
    }

    [Fact]
    public async Task A_picture_without_end_is_given_up_at_its_limit()
    {
        byte[] head = Jpegs.Make(1)[..^2];
        var endless = new JpegStream(new EndlessStream(head, 0x55), 256 * 1024);

        CameraException error = await Should.ThrowAsync<CameraException>(async () => await endless.NextAsync(Stop));

        error.Message.ShouldContain("a picture of more than");
    }

    [Fact]
    public async Task A_stream_without_pictures_is_given_up_soon()
    {
        var stream = new EndlessStream("--b\r\nX-Header: "u8.ToArray(), (byte)'a');

        CameraException error = await Should.ThrowAsync<CameraException>(async () =>
            await new JpegStream(stream).NextAsync(Stop)
        );

        error.Message.ShouldContain("without a JPEG");
        stream.Given.ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public async Task Any_bytes_at_all_are_read_to_their_end_or_refused()
    {
        var random = new Random(17);
        byte[] letters = [0xFF, 0xD8, 0xD9, 0xDA, 0xC0, 0x00, 0xD0, 0x02, 0x41];
        for (int round = 0; round < 500; round++)
        {
            byte[] bytes = [.. Enumerable.Range(0, 400).Select(_ => letters[random.Next(letters.Length)])];

            List<byte[]> found = await ReadAllAsync(new MemoryStream(bytes));

            found.All(p => p[0] == 0xFF && p[1] == 0xD8 && p[^2] == 0xFF && p[^1] == 0xD9).ShouldBeTrue();
        }
    }

    private static async Task<List<byte[]>> ReadAllAsync(Stream from)
    {
        var pictures = new JpegStream(from);
        var found = new List<byte[]>();
        while (await pictures.NextAsync(Stop) is { } picture)
            found.Add(picture);
        return found;
    }
}
