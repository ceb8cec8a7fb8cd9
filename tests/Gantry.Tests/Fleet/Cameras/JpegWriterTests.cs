using Gantry.Fleet.Cameras.Drawing;
using Gantry.Fleet.Cameras.Sources;
using Gantry.GCode.Analysis;
using Gantry.GCode.Pictures;

namespace Gantry.Tests.Fleet.Cameras;

/// <summary>Drawings are packed as JPEGs that hold together from the first marker to the last.</summary>
public sealed class JpegWriterTests
{
    [Theory]
    [InlineData(640, 360)]
    [InlineData(17, 9)]
    [InlineData(1, 1)]
    public async Task A_drawing_is_one_whole_jpeg(int width, int height)
    {
        var canvas = new Canvas(width, height);
        canvas.Fill(new Ink(255, 0, 0), new Ink(0, 0, 255));
        canvas.Line(-5, -5, width + 5, height + 5, new Ink(255, 255, 255));
        canvas.Text(2, 2, 2, "Ä 100 % ☃", new Ink(0, 255, 0));

        byte[] jpeg = new JpegWriter().Write(canvas);

        var stream = new JpegStream(new MemoryStream(jpeg));
        (await stream.NextAsync(TestContext.Current.CancellationToken)).ShouldBe(jpeg);
        var picture = new Thumbnail(ThumbnailFormat.Jpeg, width, height, jpeg);
        PictureCheck.Clean(picture).ShouldNotBeNull();
    }

    [Fact]
    public void The_same_writer_packs_the_same_drawing_the_same_way()
    {
        var canvas = new Canvas(64, 64);
        canvas.Text(0, 0, 3, "Ada", new Ink(9, 200, 30));
        var writer = new JpegWriter();

        writer.Write(canvas).ShouldBe(writer.Write(canvas));
    }
}
