using System.Diagnostics;
using System.Globalization;
using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.GCode.Containers;
using Gantry.GCode.Pictures;
using Gantry.Tests.GCode.Containers;
using static Gantry.Tests.GCode.Containers.Pack;

namespace Gantry.Tests.GCode.Fuzz;

/// <summary>
/// Whatever a stranger sends ends in an analysis or in a typed error, soon. A second here; <c>GANTRY_FUZZ_SECONDS=600</c> looks
/// longer, and <c>GANTRY_FUZZ_SEED</c> elsewhere.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>A damaged file of some 100 kB takes milliseconds; this is for a machine that is busy with much else.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly int Seed = Setting("GANTRY_FUZZ_SEED", 20261130);

    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(Setting("GANTRY_FUZZ_SECONDS", 1));

    [Fact]
    public async Task A_damaged_file_of_any_kind_is_understood_or_refused_by_a_typed_error()
    {
        byte[][] files = [.. Texts(), .. Packed()];
        await RepeatAsync(async mutator =>
        {
            (Random random, Mutator damage) = mutator;
            byte[] bytes = damage.Damage(files[random.Next(files.Length)], files[random.Next(files.Length)]);
            using var file = new TemporaryFile(bytes);
            using var limit = new CancellationTokenSource(Longest);
            try
            {
                GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(file.Path, cancellationToken: limit.Token);
                // What was understood can be said: no number in it that JSON does not know.
                AnalysisJson.Write(analysis).ShouldNotBeEmpty();
                foreach (Thumbnail picture in analysis.Thumbnails)
                    _ = PictureCheck.Clean(picture);
            }
            catch (GCodeException) { }
            return bytes;
        });
    }

    [Fact]
    public async Task A_damaged_picture_is_cleaned_or_dropped()
    {
        byte[] pixels = [.. Enumerable.Range(0, 12 * 10 * 4).Select(i => (byte)(i * 7))];
        byte[][] pictures = [PngFile.Encode(12, 10, pixels), Qoi, PictureOf("superslicer"), PictureOf("orcaslicer")];
        await RepeatAsync(mutator =>
        {
            (Random random, Mutator damage) = mutator;
            byte[] bytes = damage.Damage(
                pictures[random.Next(pictures.Length)],
                pictures[random.Next(pictures.Length)]
            );
            (ThumbnailFormat Format, int Width, int Height)? header = ImageHeader.Read(bytes);
            foreach (ThumbnailFormat format in Enum.GetValues<ThumbnailFormat>())
            {
                var picture = new Thumbnail(format, header?.Width ?? 12, header?.Height ?? 10, bytes);
                if (PictureCheck.Clean(picture) is { } clean)
                    ImageHeader.Read(clean.Data.Span).ShouldNotBeNull();
            }
            return Task.FromResult(bytes);
        });
    }

    [Fact]
    public async Task Noise_does_not_lead_a_decoder_astray() =>
        await RepeatAsync(mutator =>
        {
            byte[] noise = mutator.Damage.Noise(4096);
            byte[] output = new byte[mutator.Random.Next(8192)];
            _ = Heatshrink.TryDecode(noise, output, windowBits: 11);
            _ = Heatshrink.TryDecode(noise, output, windowBits: 12);
            byte[] text = new byte[MeatPack.MaxUnpacked(noise.Length)];
            new MeatPack(text).Decode(noise);
            return Task.FromResult(noise);
        });

    /// <summary>Does one thing with ever other damage, and says with which bytes it failed.</summary>
    private static async Task RepeatAsync(Func<(Random Random, Mutator Damage), Task<byte[]>> look)
    {
        var watch = Stopwatch.StartNew();
        // A few in any case, however busy the machine is.
        for (int round = 0; round < 50 || watch.Elapsed < Whole; round++)
        {
            var random = new Random(Seed + round);
            try
            {
                _ = await look((random, new Mutator(random)));
            }
            catch (Exception e)
            {
                Assert.Fail($"With GANTRY_FUZZ_SEED={Seed + round}: {e}");
            }
        }
    }

    private static IEnumerable<byte[]> Texts() =>
        from name in (string[])
            ["superslicer", "orcaslicer", "bambustudio", "simplify3d", "ideamaker", "kisslicer", "cura_app", "dagoma"]
        select TestData.Bytes($"slicers/{name}.gcode");

    private static IEnumerable<byte[]> Packed()
    {
        byte[] cube = TestData.Bytes("cube10.gcode");
        string bambu = TestData.Text("slicers/bambustudio.gcode");
        byte[] picture = PictureOf("superslicer");
        yield return cube;
        yield return [.. Gzip(cube), .. Gzip(cube.AsSpan(0, 500))];
        yield return Zip(("/3D/model.gcode", cube), ("/Metadata/thumbnail.png", picture), ("/Materials/a.xml", [1]));
        // Without checksums, so that damage gets through to what is behind them.
        for (int compression = 0; compression <= 3; compression++)
            yield return new BinaryGCodeWriter(checksum: false)
                .Metadata(BinaryBlockType.FileMetadata, "Producer=PrusaSlicer 2.7.0\n", compression)
                .Metadata(BinaryBlockType.PrinterMetadata, "printer_model=MINI\nfilament used [mm]=1,2\n", compression)
                .Thumbnail(picture, 0, 32, 32)
                .Metadata(BinaryBlockType.SlicerMetadata, "nozzle_diameter=0.4\n", compression)
                .GCode(
                    bambu,
                    compression,
                    compression == 0 ? 0
                        : compression == 1 ? 1
                        : 2
                )
                .ToArray();
    }

    /// <summary>4 × 2 pixels: a colour, a run, small differences, one seen before (qoiformat.org).</summary>
    private static readonly byte[] Qoi =
    [
        .. "qoif"u8,
        .. new byte[] { 0, 0, 0, 4, 0, 0, 0, 2, 4, 0 },
        .. new byte[] { 0xFE, 10, 20, 30, 0xC1, 0x6B, 0xA2, 0x88, 0xFF, 1, 2, 3, 4, 0xC0, 0x6A },
        .. new byte[] { 0, 0, 0, 0, 0, 0, 0, 1 },
    ];

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value)
            ? value
            : usual;
}
