using System.IO.Compression;
using System.Text;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Library;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using static Gantry.EndToEnd.Tests.Fleet.Library.TestLibrary;
using static Gantry.EndToEnd.Tests.Fleet.People.Refusals;

namespace Gantry.EndToEnd.Tests.Fleet.Library;

/// <summary>Files that come in, and what attackers send.</summary>
public sealed class UploadTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task What_a_file_is_decides_and_not_its_name(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        byte[] gcode = Lines("plain", 100);

        UploadResult packed = await library.UploadAsync("really-a-gzip.gcode", Gzip(gcode));
        packed.File.Facts.Kind.ShouldBe("gzip");
        packed.File.GetState().ShouldBe(FileState.Ready);
        packed.File.Facts.Seconds.ShouldBeGreaterThan(1);
        packed.File.Facts.FilamentMm.ShouldBe(100);

        foreach (
            (string name, byte[] bytes, string why) in ((string, byte[], string)[])
                [
                    ("picture.gcode", [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13], "picture"),
                    ("program.gcode", [0x7F, .. "ELF"u8, 2, 1, 1, 0], "program"),
                    ("page.gcode", [.. "<!doctype html><script>alert(1)</script>"u8], "web page"),
                    ("model.gcode", [.. "solid cube\nfacet normal 0 0 1\n"u8], "not sliced"),
                    ("letter.gcode", [.. "Dear Ada,\nhow are you?\n"u8], "no G-code"),
                    ("empty.gcode", [], "empty"),
                    ("cut.gcode.gz", Gzip(gcode)[..^20], "damaged"),
                    ("archive.ufp", Zip("readme.txt", "hello"u8.ToArray()), "no G-code"),
                ]
        )
            (await RefusedAsync(FleetError.FileRefused, () => library.UploadAsync(name, bytes))).Message.ShouldContain(
                why
            );
        (await library.Files.CountAsync(library.Ada, new FileQuery(), Stop)).ShouldBe(new FileCount(1, false));
    }

    [Theory]
    [BothDatabases]
    public async Task A_bomb_is_refused_and_the_library_serves_on(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        byte[] much = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("G1 X0 Y0\n", 2_000_000)));

        foreach (byte[] bomb in (byte[][])[Gzip(much), Zip("3D/model.gcode", much)])
        {
            bomb.Length.ShouldBeLessThan(much.Length / 200);
            (
                await RefusedAsync(FleetError.FileRefused, () => library.UploadAsync("bomb.gcode", bomb))
            ).Message.ShouldContain("times its size");
        }

        (await library.UploadAsync("good.gcode", Lines("good"))).File.GetState().ShouldBe(FileState.Ready);
    }

    [Theory]
    [BothDatabases]
    public async Task A_name_is_a_label_and_never_a_path(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        (string Sent, string Kept)[] names =
        [
            ("../../../etc/passwd", "passwd"),
            (@"..\..\windows\system.ini", "system.ini"),
            ("/etc/cron.d/evil.gcode", "evil.gcode"),
            ("a\0b.gcode", "ab.gcode"),
            ("$(touch pwned);`id`|.gcode", "$(touch pwned);`id`|.gcode"),
            ("invoice\u202Eedocg.exe", "invoiceedocg.exe"),
            ("zero\u200Bwidth.gcode", "zerowidth.gcode"),
            ("..", "unnamed.gcode"),
            ("CON", "CON"),
            ("line\r\nbreak: x.gcode", "linebreak: x.gcode"),
            (new string('a', 5000) + ".gcode", new string('a', 194) + ".gcode"),
            ("<img src=x onerror=alert(1)>.gcode", "<img src=x onerror=alert(1)>.gcode"),
            ("\uD83D.gcode", "\uFFFD.gcode"),
        ];
        string before = Tree(library);

        for (int i = 0; i < names.Length; i++)
        {
            LibraryFile file = (await library.UploadAsync(names[i].Sent, Lines($"number {i}"))).File;
            file.Name.ShouldBe(names[i].Kept);
            (await library.Files.GetAsync(library.Ada, file.Id, Stop)).Name.ShouldBe(names[i].Kept);
        }

        // Everything is under its hash; nothing is where a name would have put it.
        library.OnDisk().ShouldAllBe(n => n.Length == 64);
        Tree(library).ShouldBe(before);
        File.Exists("pwned").ShouldBeFalse();
    }

    [Theory]
    [BothDatabases]
    public async Task An_upload_that_breaks_off_leaves_nothing(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        var upload = new NewUpload { Name = "cut.gcode" };

        await Should.ThrowAsync<IOException>(() =>
            library.Uploads.UploadAsync(
                library.Ada,
                upload,
                async (to, stop) =>
                {
                    await to.WriteAsync(Lines("begins well", 1000), stop);
                    throw new IOException("the browser is gone");
                },
                Stop
            )
        );
        await Should.ThrowAsync<ContentMismatchException>(() =>
            library.Uploads.UploadAsync(
                library.Ada,
                upload with
                {
                    Expected = new ExpectedContent(1_000_000),
                },
                (to, stop) => to.WriteAsync(Lines("too short"), stop).AsTask(),
                Stop
            )
        );
        await RefusedAsync(FleetError.NotFound, () => library.UploadAsync("a.gcode", Lines("a"), folder: 99));

        library.OnDisk().ShouldBeEmpty();
        (await library.Files.CountAsync(library.Ada, new FileQuery(), Stop)).ShouldBe(new FileCount(0, false));
    }

    [Theory]
    [BothDatabases]
    public async Task The_same_bytes_are_kept_once_and_told_of(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        byte[] bytes = Lines("the same");

        LibraryFile first = (await library.UploadAsync("vase.gcode", bytes)).File;
        UploadResult second = await library.UploadAsync("vase.gcode", bytes, library.Boss);

        second.File.Name.ShouldBe("vase (2).gcode");
        second.File.Facts.ShouldBe(first.Facts);
        second.Duplicates.Select(d => d.Id).ShouldBe([first.Id]);
        library.OnDisk().Length.ShouldBe(1);
        await Should.ThrowAsync<NameTakenException>(() =>
            library.UploadAsync("VASE.gcode", bytes, taken: TakenName.Refuse)
        );
    }

    [Theory]
    [BothDatabases]
    public async Task New_bytes_under_an_old_name_need_the_right_and_change_no_job(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        LibraryFile old = (await library.UploadAsync("vase.gcode", Lines("old"))).File;
        Job job = await library.Storage.Store.WriteAsync(
            s =>
                s.Jobs.AddAsync(
                    new Job
                    {
                        Name = "vase",
                        FileId = old.Id,
                        ContentHash = old.ContentHash,
                        OwnerName = "ada",
                    },
                    Stop
                ),
            Stop
        );
        Gantry.Fleet.People.Caller bob = await library.People.AddAsync(library.Boss, "bob");

        await RefusedAsync(
            FleetError.NotAllowed,
            () => library.UploadAsync("vase.gcode", Lines("bob's"), bob, TakenName.Replace)
        );
        LibraryFile replaced = (await library.UploadAsync("vase.gcode", Lines("new"), taken: TakenName.Replace)).File;

        (replaced.Id, replaced.Name).ShouldBe((old.Id, "vase.gcode"));
        replaced.ContentHash.ShouldNotBe(old.ContentHash);
        (await library.Storage.Store.ReadAsync(s => s.Jobs.FindAsync(job.Id, Stop), Stop))!.ContentHash.ShouldBe(
            old.ContentHash
        );
    }

    [Theory]
    [BothDatabases]
    public async Task A_quota_goes_by_the_moves_and_not_by_what_somebody_wrote_into_the_header(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        byte[] honest = Lines("x", 2000, 2);
        byte[] lies =
        [
            .. "; generated by PrusaSlicer 2.9.0\n; estimated printing time (normal mode) = 1s\n; filament used [mm] = 1\n; filament used [g] = 0.01\n; filament_density = 0.001\n; filament_diameter = 0.5\n"u8,
            .. honest,
        ];

        FileFacts facts = (await library.UploadAsync("lies.gcode", lies)).File.Facts;

        facts.Slicer.ShouldBe("PrusaSlicer 2.9.0");
        facts.FilamentMm.ShouldBe(4000);
        // 4 m of 1.75 mm weigh 11.9 g.
        facts.FilamentG.ShouldBe(11.9, 0.2);
        facts.Seconds.ShouldBeGreaterThan(600);
    }

    private static string Tree(TestLibrary library) =>
        string.Join(
            '\n',
            Directory
                .GetFileSystemEntries(library.Storage.Data.Root)
                .Concat(Directory.GetFileSystemEntries(Path.GetDirectoryName(library.Storage.Data.Root)!))
                .Where(p => !p.Contains("gantry.db", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Zip(string name, byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open())
            entry.Write(bytes);
        return packed.ToArray();
    }
}
