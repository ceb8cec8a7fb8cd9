using System.IO.Compression;
using Gantry.GCode.Analysis;
using Gantry.GCode.Pictures;

namespace Gantry.Tests.GCode.Pictures;

/// <summary>Only what was read to its end is shown.</summary>
public sealed class PictureCheckTests
{
    private static readonly byte[] Png = PngFile.Encode(3, 2, [.. Enumerable.Range(0, 24).Select(i => (byte)(i * 9))]);

    // 8 × 8 pixels of one grey, baseline: tables, frame, scan of one block.
    private static readonly byte[] Jpeg =
    [
        .. Segment(0xFF, 0xD8),
        .. Segment(0xFF, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xFF, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
        .. Segment(0xFF, 0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        .. Segment(0xFF, 0xC4, [0, 1, .. new byte[15], 0]),
        .. Segment(0xFF, 0xC4, [0x10, 1, .. new byte[15], 0]),
        .. Segment(0xFF, 0xDA, [1, 1, 0, 0, 63, 0]),
        0x3F,
        0xFF,
        0xD9,
    ];

    [Fact]
    public void A_whole_picture_passes_as_it_is()
    {
        Clean(ThumbnailFormat.Png, Png)!.Data.ToArray().ShouldBe(Png);
        Clean(ThumbnailFormat.Jpeg, Jpeg)!.Data.ToArray().ShouldBe(Jpeg);
    }

    [Fact]
    public void What_hangs_on_behind_or_stands_between_is_left_out()
    {
        byte[] behind = [.. "<script>alert(1)</script>"u8];
        Clean(ThumbnailFormat.Png, [.. Png, .. behind])!.Data.ToArray().ShouldBe(Png);
        Clean(ThumbnailFormat.Jpeg, [.. Jpeg, .. behind])!.Data.ToArray().ShouldBe(Jpeg);
        byte[] comment = [.. Jpeg[..2], .. Segment(0xFF, 0xFE, behind), .. Segment(0xFF, 0xE1, behind), .. Jpeg[2..]];
        Clean(ThumbnailFormat.Jpeg, comment)!.Data.ToArray().ShouldBe(Jpeg);
    }

    [Fact]
    public void A_picture_that_is_cut_off_anywhere_is_dropped()
    {
        for (int length = 0; length < Png.Length; length++)
            Clean(ThumbnailFormat.Png, Png[..length]).ShouldBeNull();
        for (int length = 0; length < Jpeg.Length; length++)
            Clean(ThumbnailFormat.Jpeg, Jpeg[..length]).ShouldBeNull();
    }

    [Fact]
    public void A_flipped_bit_in_a_PNG_is_noticed()
    {
        // Every byte from the first chunk on is under a checksum, a length or the end.
        for (int at = 8; at < Png.Length; at++)
        {
            byte[] damaged = [.. Png];
            damaged[at] ^= 4;
            Clean(ThumbnailFormat.Png, damaged).ShouldBeNull();
        }
    }

    [Fact]
    public void Damage_throws_nothing()
    {
        var random = new Random(20261207);
        foreach (
            (ThumbnailFormat format, byte[] good) in ((ThumbnailFormat, byte[])[])
                [(ThumbnailFormat.Png, Png), (ThumbnailFormat.Jpeg, Jpeg), (ThumbnailFormat.Qoi, Qoi())]
        )
            for (int round = 0; round < 3000; round++)
            {
                byte[] damaged = [.. good];
                for (int i = random.Next(1, 6); i > 0; i--)
                    damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                _ = Clean(format, damaged[..random.Next(damaged.Length + 1)]);
            }
    }

    [Fact]
    public void A_picture_of_too_many_pixels_is_dropped_before_it_is_unpacked()
    {
        byte[] zeros = new byte[5_000_000];
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
            zlib.Write(zeros);
        PictureCheck.Clean(new Thumbnail(ThumbnailFormat.Png, 100_000, 100_000, packed.ToArray())).ShouldBeNull();
    }

    [Fact]
    public void A_QOI_becomes_a_PNG_with_the_same_pixels()
    {
        Thumbnail png = Clean(ThumbnailFormat.Qoi, Qoi())!;

        png.Format.ShouldBe(ThumbnailFormat.Png);
        // Red twice (a run), one darker (a difference), one of its own, the first again (by its place), one by luma.
        png.Data.ToArray()
            .ShouldBe(
                PngFile.Encode(
                    3,
                    2,
                    [255, 0, 0, 255, 255, 0, 0, 255, 254, 0, 0, 255, 10, 20, 30, 40, 255, 0, 0, 255, 7, 10, 5, 255]
                )
            );
    }

    /// <summary>One chunk of each kind.</summary>
    private static byte[] Qoi()
    {
        int red = (255 * 3 + 255 * 11) % 64;
        return
        [
            .. "qoif"u8,
            0,
            0,
            0,
            3,
            0,
            0,
            0,
            2,
            4,
            0,
            0xFE,
            255,
            0,
            0,
            0xC0,
            0x40 | (1 << 4) | (2 << 2) | 2,
            0xFF,
            10,
            20,
            30,
            40,
            (byte)red,
            // Green by 10; red by 10 - 2, blue by 10 - 5.
            0x80 | (10 + 32),
            ((8 - 2) << 4) | (8 - 5),
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
        ];
    }

    private static Thumbnail? Clean(ThumbnailFormat format, byte[] data) =>
        PictureCheck.Clean(new Thumbnail(format, 3, 2, data));

    private static byte[] Segment(byte mark, byte marker, byte[]? body = null) =>
        body is null ? [mark, marker] : [mark, marker, 0, (byte)(body.Length + 2), .. body];
}
