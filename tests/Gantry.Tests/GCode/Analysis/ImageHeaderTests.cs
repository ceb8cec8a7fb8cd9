using Gantry.GCode.Analysis;

namespace Gantry.Tests.GCode.Analysis;

public sealed class ImageHeaderTests
{
    /// <summary>A start of image, a short application segment, a start of frame of 300×200, and the end.</summary>
    private static readonly byte[] Jpeg =
    [
        .. new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2 },
        .. new byte[] { 0xFF, 0xC0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0 },
        .. new byte[] { 0xFF, 0xD9 },
    ];

    [Fact]
    public void A_jpeg_has_the_size_of_its_frame()
    {
        ImageHeader.Read(Jpeg).ShouldBe((ThumbnailFormat.Jpeg, 300, 200));
    }

    [Fact]
    public void No_prefix_of_a_picture_is_taken_for_one_of_another_size()
    {
        for (int length = 0; length < Jpeg.Length; length++)
            if (ImageHeader.Read(Jpeg.AsSpan(0, length)) is { } header)
                header.ShouldBe((ThumbnailFormat.Jpeg, 300, 200));
    }

    [Fact]
    public void A_picture_larger_than_any_screen_is_refused()
    {
        byte[] huge = [.. Jpeg];
        huge[13] = 0xFF;
        ImageHeader.Read(huge).ShouldBeNull();
    }
}
