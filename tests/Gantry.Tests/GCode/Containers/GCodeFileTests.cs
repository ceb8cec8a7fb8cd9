using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode;
using Gantry.GCode.Analysis;
using Gantry.GCode.Containers;
using static Gantry.Tests.GCode.Containers.Pack;

namespace Gantry.Tests.GCode.Containers;

public sealed class GCodeFileTests
{
    private static readonly byte[] Cube = TestData.Bytes("cube10.gcode");

    [Fact]
    public async Task A_plain_file_is_taken_as_it_is()
    {
        using var temporary = new TemporaryFile(Cube);
        using GCodeFile file = await Open(temporary);
        (file.Kind, file.IsPlain).ShouldBe((ContentKind.Text, true));
        (await Extract(file)).ShouldBe(Cube);
    }

    [Fact]
    public async Task A_gzip_file_is_unpacked_with_all_its_members()
    {
        byte[] two = [.. Gzip(Cube.AsSpan(0, 5000)), .. Gzip([]), .. Gzip(Cube.AsSpan(5000)), .. Gzip([]), 0, 0, 0];
        using var temporary = new TemporaryFile(two);
        using GCodeFile file = await Open(temporary);
        (file.Kind, file.IsPlain).ShouldBe((ContentKind.Gzip, false));
        (await Extract(file)).ShouldBe(Cube);
    }

    [Theory]
    [InlineData("/3D/model.gcode", "/Metadata/thumbnail.png")]
    [InlineData("3d/MODEL.GCODE", "metadata/Thumbnail.png")]
    [InlineData("Metadata/plate_1.gcode", "Metadata/plate_1.png")]
    public async Task A_ufp_gives_its_model_its_picture_and_its_materials(string model, string thumbnail)
    {
        byte[] picture = PictureOf("superslicer");
        using var temporary = new TemporaryFile(
            Zip(
                (model, Cube),
                (thumbnail, picture),
                ("/Materials/generic_pla.xml.fdm_material", [1]),
                ("/_rels/.rels", [2])
            )
        );
        using GCodeFile file = await Open(temporary);
        file.Kind.ShouldBe(ContentKind.Zip);
        file.MaterialFiles.ShouldBe(["generic_pla.xml.fdm_material"]);
        (await Extract(file)).ShouldBe(Cube);
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            file,
            cancellationToken: TestContext.Current.CancellationToken
        );
        analysis.Thumbnails.ShouldHaveSingleItem().Width.ShouldBe(32);
        analysis.Slicer!.Name.ShouldBe("PrusaSlicer");
    }

    [Fact]
    public async Task A_ufp_may_come_without_picture_and_materials()
    {
        using var temporary = new TemporaryFile(Zip(("3D/model.gcode", Cube)));
        using GCodeFile file = await Open(temporary);
        file.MaterialFiles.ShouldBeEmpty();
        (await Extract(file)).ShouldBe(Cube);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, true)]
    [InlineData(2, 1, true)]
    [InlineData(3, 2, true)]
    [InlineData(3, 2, false)]
    public async Task Binary_gcode_is_unpacked_whatever_packed_it(int compression, int encoding, bool checksum)
    {
        string text = TestData.Text("slicers/superslicer.gcode");
        string[] blocks = [text[..1500], text[1500..]];
        int cut = blocks[0].LastIndexOf('\n') + 1;
        byte[] bytes = new BinaryGCodeWriter(checksum)
            .Metadata(BinaryBlockType.FileMetadata, "Producer=PrusaSlicer 2.8.1\n")
            .Metadata(BinaryBlockType.PrinterMetadata, "printer_model=MINI\n", compression)
            .Thumbnail(PictureOf("superslicer"), 0, 32, 32)
            .Metadata(BinaryBlockType.PrintMetadata, "filament used [g]=7.5\n", 1)
            .Metadata(BinaryBlockType.SlicerMetadata, "layer_height=0.15\n", compression)
            .GCode(text[..cut], compression, encoding)
            .GCode(text[cut..], compression, encoding)
            .ToArray();
        using var temporary = new TemporaryFile(bytes);
        using GCodeFile file = await Open(temporary);
        file.Kind.ShouldBe(ContentKind.BinaryGCode);
        Commands(Encoding.UTF8.GetString(await Extract(file))).ShouldBe(Commands(text));
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            file,
            cancellationToken: TestContext.Current.CancellationToken
        );
        (analysis.PrinterModel, analysis.Layers.Height, analysis.Filament[0].WeightG).ShouldBe(("MINI", 0.15, 7.5));
        analysis.Thumbnails[0].Width.ShouldBe(32);
    }

    [Fact]
    public async Task The_slicer_of_binary_gcode_without_comments_is_its_producer()
    {
        byte[] bytes = new BinaryGCodeWriter()
            .Metadata(BinaryBlockType.FileMetadata, "Producer=PrusaSlicer 2.8.1+win64\n")
            .GCode("G28\n", 0, 0)
            .ToArray();
        using var temporary = new TemporaryFile(bytes);
        GCodeAnalysis analysis = await GCodeAnalyzer.AnalyzeAsync(
            temporary.Path,
            cancellationToken: TestContext.Current.CancellationToken
        );
        analysis.Slicer.ShouldBe(new SlicerIdentity("PrusaSlicer", "2.8.1+win64"));
    }

    [Fact]
    public async Task A_packed_file_can_be_read_again_from_a_place_before()
    {
        using var temporary = new TemporaryFile(Gzip(Cube));
        using GCodeFile file = await Open(temporary);
        using GCodeReader reader = file.CreateReader();
        LineIndex index = await LineIndex.BuildAsync(reader, TestContext.Current.CancellationToken);
        (await reader.ReadAtAsync(index, 17, TestContext.Current.CancellationToken)).ShouldBeTrue();
        string again = Encoding.ASCII.GetString(reader.Command);
        using var plain = new GCodeReader(new MemoryStream(Cube));
        for (int i = 0; i < 17; i++)
            await plain.ReadAsync(TestContext.Current.CancellationToken);
        again.ShouldBe(Encoding.ASCII.GetString(plain.Command));
    }

    [Theory]
    [InlineData(new byte[0], ContentKind.Empty, "empty")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D }, ContentKind.Picture, "This is a picture. Gantry takes")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0 }, ContentKind.Zip, "damaged")]
    [InlineData(new byte[] { 0x47, 0x43, 0x44, 0x45, 1 }, ContentKind.BinaryGCode, "header is cut")]
    [InlineData(new byte[] { 0x47, 0x43, 0x44, 0x45, 2, 0, 0, 0, 1, 0 }, ContentKind.BinaryGCode, "version 2")]
    [InlineData(new byte[] { 0, 1, 2, 3, 4 }, ContentKind.UnknownBinary, "This is binary data.")]
    public async Task What_no_gcode_comes_out_of_is_refused_by_its_kind(byte[] bytes, ContentKind kind, string words)
    {
        using var temporary = new TemporaryFile(bytes);
        GCodeContainerException error = await Should.ThrowAsync<GCodeContainerException>(() => Open(temporary));
        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_model_of_triangles_is_told_by_their_count()
    {
        using var model = new TemporaryFile([.. new byte[80], 2, 0, 0, 0, .. new byte[100]]);
        using var other = new TemporaryFile([.. new byte[80], 2, 0, 0, 0, .. new byte[99]]);

        (await Should.ThrowAsync<GCodeContainerException>(() => Open(model))).Kind.ShouldBe(ContentKind.Model);
        (await Should.ThrowAsync<GCodeContainerException>(() => Open(other))).Kind.ShouldBe(ContentKind.UnknownBinary);
    }

    [Fact]
    public async Task A_project_that_is_not_sliced_says_so()
    {
        using var temporary = new TemporaryFile(Zip(("3D/3dmodel.model", [1])));
        (await Should.ThrowAsync<GCodeContainerException>(() => Open(temporary))).Message.ShouldContain(
            "slice it first"
        );
    }

    [Fact]
    public async Task A_project_of_several_plates_says_so()
    {
        using var temporary = new TemporaryFile(
            Zip(("Metadata/plate_1.gcode", Cube), ("Metadata/plate_2.gcode", Cube))
        );
        (await Should.ThrowAsync<GCodeContainerException>(() => Open(temporary))).Message.ShouldContain("2 plates");
    }

    [Fact]
    public async Task A_bomb_is_stopped_by_its_ratio()
    {
        byte[] zeros = new byte[4 * 1024 * 1024];
        foreach (byte[] bomb in new[] { Gzip(zeros), Zip(("3D/model.gcode", zeros)) })
        {
            using var temporary = new TemporaryFile(bomb);
            using GCodeFile file = await Open(temporary);
            (await Should.ThrowAsync<GCodeContainerException>(() => Extract(file))).Message.ShouldContain("200 times");
        }
    }

    [Fact]
    public async Task A_gzip_header_may_hold_a_name_a_comment_and_more()
    {
        // Flags: extra field, name, comment, header checksum (which nobody checks).
        byte[] plain = Gzip(Cube);
        byte[] full = [0x1F, 0x8B, 8, 4 | 8 | 16 | 2, .. plain[4..10], 2, 0, 9, 9, .. "n\0c\0"u8, 1, 2, .. plain[10..]];
        using var temporary = new TemporaryFile(full);
        using GCodeFile file = await Open(temporary);
        (await Extract(file)).ShouldBe(Cube);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_cut_gzip_file_is_no_whole_print(int missing)
    {
        byte[] whole = Gzip(Cube);
        using var temporary = new TemporaryFile(whole[..^missing]);
        using GCodeFile file = await Open(temporary);
        (await Should.ThrowAsync<GCodeContainerException>(() => Extract(file))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_cut_archive_entry_is_no_whole_print()
    {
        byte[] zip = Zip(("3D/model.gcode", Cube));
        // The directory says that the entry is packed into fewer bytes than it is.
        int directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[directory + 21] -= 4;
        using var temporary = new TemporaryFile(zip);
        using GCodeFile file = await Open(temporary);
        (await Should.ThrowAsync<GCodeContainerException>(() => Extract(file))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_flood_is_stopped_by_its_size()
    {
        using var temporary = new TemporaryFile(Gzip(Cube));
        using GCodeFile file = await GCodeFile.OpenAsync(
            temporary.Path,
            new UnpackLimits { MaxBytes = 50_000 },
            TestContext.Current.CancellationToken
        );
        (await Should.ThrowAsync<GCodeContainerException>(() => Extract(file))).Message.ShouldContain("50000 bytes");
    }

    [Fact]
    public async Task An_archive_of_countless_entries_is_refused()
    {
        (string, byte[])[] entries = [.. Enumerable.Range(0, 1001).Select(i => ($"e{i}", Array.Empty<byte>()))];
        using var temporary = new TemporaryFile(Zip(entries));
        (await Should.ThrowAsync<GCodeContainerException>(() => Open(temporary))).Message.ShouldContain("entries");
    }

    [Fact]
    public async Task A_wrong_checksum_in_an_archive_is_noticed()
    {
        byte[] zip = Zip(CompressionLevel.NoCompression, ("3D/model.gcode", Cube));
        zip[5000] ^= 1;
        using var temporary = new TemporaryFile(zip);
        using GCodeFile file = await Open(temporary);
        (await Should.ThrowAsync<GCodeContainerException>(() => Extract(file))).Message.ShouldContain("damaged");
    }

    [Fact]
    public async Task A_bomb_of_binary_gcode_is_stopped_before_it_is_unpacked()
    {
        var bomb = new BinaryGCodeWriter();
        for (int i = 0; i < 4; i++)
            bomb.GCode(new string('\n', 2_000_000), 1, 0);
        using var temporary = new TemporaryFile(bomb.ToArray());

        (await Should.ThrowAsync<GCodeContainerException>(() => Open(temporary))).Message.ShouldContain(
            "times its size"
        );
    }

    [Fact]
    public void Damage_anywhere_gives_a_typed_error_or_nothing_worse()
    {
        string text = TestData.Text("slicers/bambustudio.gcode");
        byte[][] files =
        [
            Gzip(Cube.AsSpan(0, 3000)),
            Zip(("3D/model.gcode", Cube[..3000]), ("Metadata/thumbnail.png", PictureOf("superslicer"))),
            new BinaryGCodeWriter(checksum: false)
                .Metadata(BinaryBlockType.PrinterMetadata, "printer_model=MINI\n", 3)
                .GCode(text, 3, 2)
                .ToArray(),
            new BinaryGCodeWriter().Thumbnail(PictureOf("superslicer"), 0, 32, 32).GCode(text, 1, 1).ToArray(),
        ];
        Gen<(int File, int At, int Value, int Cut)> damage =
            from file in Gen.Choose(0, files.Length - 1)
            from at in Gen.Choose(0, 4000)
            from value in Gen.Choose(0, 255)
            from cut in Gen.Choose(0, 3000)
            select (file, at, value, cut);
        Prop.ForAll(
                damage.ToArbitrary(),
                async d =>
                {
                    byte[] bytes = [.. files[d.File]];
                    bytes[d.At % bytes.Length] = (byte)d.Value;
                    if (d.Cut < 1000)
                        bytes = bytes[..(d.Cut % bytes.Length)];
                    using var temporary = new TemporaryFile(bytes);
                    try
                    {
                        _ = await GCodeAnalyzer.AnalyzeAsync(temporary.Path);
                    }
                    catch (GCodeException) { }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(400));
    }

    [Fact]
    public void Heatshrink_and_meatpack_give_back_what_was_packed()
    {
        Prop.ForAll(
                Gen.Elements("G1 X10.5 Y2", "M117 Ab", "G28", "; a \u00fc", "G1X1E2.5F3000", "T0")
                    .ArrayOf()
                    .Select(l => string.Concat(l.Select(c => c + "\n")))
                    .ToArbitrary(),
                text =>
                {
                    byte[] data = Encoding.UTF8.GetBytes(text);
                    foreach (int window in new[] { 11, 12 })
                    {
                        byte[] output = new byte[data.Length];
                        Heatshrink.TryDecode(HeatshrinkEncoder.Encode(data, window), output, window).ShouldBeTrue();
                        output.ShouldBe(data);
                    }
                    byte[] packed = MeatPackEncoder.Encode(text, noSpaces: false);
                    byte[] unpacked = new byte[MeatPack.MaxUnpacked(packed.Length)];
                    var meatPack = new MeatPack(unpacked);
                    meatPack.Decode(packed);
                    Encoding.UTF8.GetString(unpacked, 0, meatPack.Count).ReplaceLineEndings("\n").ShouldBe(text);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_checksum_is_the_common_one()
    {
        // The check value that every catalogue of CRCs gives for CRC-32.
        var crc = new Crc32();
        crc.Append("123456789"u8);
        crc.Value.ShouldBe(0xCBF43926);
    }

    private static string[] Commands(string text) =>
        [.. text.Split('\n').Select(l => l.Split(';')[0].Replace(" ", "")).Where(l => l.Length > 0)];

    private static Task<GCodeFile> Open(TemporaryFile file) =>
        GCodeFile.OpenAsync(file.Path, cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<byte[]> Extract(GCodeFile file)
    {
        var all = new MemoryStream();
        await file.ExtractAsync(all, TestContext.Current.CancellationToken);
        return all.ToArray();
    }
}
