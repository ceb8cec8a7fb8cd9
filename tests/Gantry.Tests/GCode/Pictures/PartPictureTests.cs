using Gantry.GCode.Analysis;
using Gantry.GCode.Containers;
using Gantry.GCode.Motion;
using Gantry.GCode.Pictures;

namespace Gantry.Tests.GCode.Pictures;

/// <summary>A part is drawn from its moves.</summary>
public sealed class PartPictureTests
{
    private const int Pixels = 40;

    private static readonly Box Cube = new(0, 0, 0, 10, 10, 10);

    [Fact]
    public async Task A_cube_is_in_the_middle_and_the_corners_are_empty()
    {
        using GCodeFile file = await GCodeFile.OpenAsync(
            TestData.PathOf("cube10.gcode"),
            cancellationToken: TestContext.Current.CancellationToken
        );
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            file,
            cancellationToken: TestContext.Current.CancellationToken
        );

        Thumbnail picture = (
            await PartPicture.DrawAsync(file, analysis.PrintBounds!.Value, TestContext.Current.CancellationToken)
        )!;

        (picture.Format, picture.Width, picture.Height).ShouldBe(
            (ThumbnailFormat.Png, PartPicture.Pixels, PartPicture.Pixels)
        );
        PictureCheck.Clean(picture)!.Data.ToArray().ShouldBe(picture.Data.ToArray());
        picture.Bytes.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public void Only_where_filament_lies_there_is_a_picture()
    {
        var canvas = new PartCanvas(Pixels, Cube);
        canvas.IsEmpty.ShouldBeTrue();

        Fill(canvas, 5);

        canvas.IsEmpty.ShouldBeFalse();
        byte[] rgba = canvas.ToRgba();
        Opacity(rgba, Pixels / 2, Pixels / 2).ShouldBe(255);
        Opacity(rgba, 0, 0).ShouldBe(0);
        Opacity(rgba, Pixels - 1, Pixels - 1).ShouldBe(0);
    }

    [Fact]
    public void What_is_higher_is_in_front_in_whichever_order_it_is_printed()
    {
        var upwards = new PartCanvas(Pixels, Cube);
        var downwards = new PartCanvas(Pixels, Cube);

        foreach (double z in (double[])[1, 9])
            Fill(upwards, z);
        foreach (double z in (double[])[9, 1])
            Fill(downwards, z);

        downwards.ToRgba().ShouldBe(upwards.ToRgba());
    }

    [Fact]
    public void A_line_outside_of_the_picture_breaks_nothing()
    {
        var canvas = new PartCanvas(Pixels, Cube);

        canvas.Draw(new AxisValues(-50, -50, 0, 0), new AxisValues(90, 90, 40, 1));

        canvas.IsEmpty.ShouldBeFalse();
    }

    /// <summary>Lines side by side, all over the cube at a height.</summary>
    private static void Fill(PartCanvas canvas, double z)
    {
        for (double y = 0; y <= 10; y += 0.4)
            canvas.Draw(new AxisValues(0, y, z, 0), new AxisValues(10, y, z, 1));
    }

    private static int Opacity(byte[] rgba, int x, int y) => rgba[(y * Pixels + x) * 4 + 3];
}
