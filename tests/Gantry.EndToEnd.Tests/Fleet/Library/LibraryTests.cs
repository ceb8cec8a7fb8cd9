using System.Text;
using Gantry.EndToEnd.Tests.Storage;
using Gantry.Fleet.Errors;
using Gantry.Fleet.Library;
using Gantry.Fleet.People;
using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using static Gantry.EndToEnd.Tests.Fleet.Library.TestLibrary;
using static Gantry.EndToEnd.Tests.Fleet.People.Refusals;

namespace Gantry.EndToEnd.Tests.Fleet.Library;

/// <summary>What can be done with files and folders.</summary>
public sealed class LibraryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [BothDatabases]
    public async Task A_file_is_renamed_moved_tagged_and_found_by_its_owner_and_left_alone_by_others(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        Caller bob = await library.People.AddAsync(library.Boss, "bob");
        Caller eve = await library.People.AddAsync(library.Boss, "eve", Role.Viewer);
        LibraryFile file = (await library.UploadAsync("vase.gcode", Lines("vase"))).File;
        Folder folder = await library.Folders.AddAsync(library.Ada, Folder.RootId, "../school", Stop);
        folder.Name.ShouldBe("school");

        LibraryFile moved = await library.Files.UpdateAsync(
            library.Ada,
            file.Id,
            file.Version,
            new FileChange
            {
                Name = "../../big vase.gcode",
                FolderId = folder.Id,
                Tags = ["Art", "PLA"],
            },
            Stop
        );

        (moved.Name, moved.FolderId).ShouldBe(("big vase.gcode", folder.Id));
        var query = new FileQuery
        {
            Text = "vase",
            Tags = ["art"],
            FolderId = folder.Id,
        };
        (await library.Files.SearchAsync(eve, query, PageRequest.First, Stop)).Items.Single().Id.ShouldBe(file.Id);
        (await library.Folders.ListAsync(eve, Stop)).Single().Files.ShouldBe(1);
        (await library.Files.ListTagsAsync(eve, Stop)).Select(t => t.Tag).ShouldBe(["art", "pla"]);
        (await library.Files.GetDetailsAsync(eve, file.Id, Stop)).Path.Select(f => f.Name).ShouldBe(["", "school"]);
        foreach (
            Func<Task> attempt in (Func<Task>[])
                [
                    () =>
                        library.Files.UpdateAsync(bob, file.Id, moved.Version, new FileChange { Name = "mine" }, Stop),
                    () => library.Files.RemoveAsync(bob, file.Id, moved.Version, Stop),
                    () => library.Folders.RemoveAsync(bob, folder.Id, folder.Version, Stop),
                    () => library.Folders.UpdateAsync(bob, folder.Id, folder.Version, "mine", null, Stop),
                    () => library.UploadAsync("eve.gcode", Lines("eve"), eve),
                    () => library.Folders.AddAsync(eve, Folder.RootId, "eve", Stop),
                ]
        )
            await RefusedAsync(FleetError.NotAllowed, attempt);
        await Should.ThrowAsync<VersionConflictException>(() =>
            library.Files.UpdateAsync(library.Ada, file.Id, file.Version, new FileChange { Note = "late" }, Stop)
        );
        await Should.ThrowAsync<StillInUseException>(() =>
            library.Folders.RemoveAsync(library.Ada, folder.Id, folder.Version, Stop)
        );
    }

    [Theory]
    [BothDatabases]
    public async Task A_file_that_an_open_job_wants_stays(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        LibraryFile file = (await library.UploadAsync("vase.gcode", Lines("vase"))).File;
        Job job = await library.Storage.Store.WriteAsync(
            s =>
                s.Jobs.AddAsync(
                    new Job
                    {
                        Name = "vase",
                        FileId = file.Id,
                        ContentHash = file.ContentHash,
                        OwnerName = "ada",
                    },
                    Stop
                ),
            Stop
        );

        await RefusedAsync(
            FleetError.Conflict,
            () => library.Files.RemoveAsync(library.Ada, file.Id, file.Version, Stop)
        );
        await library.Storage.Store.WriteAsync(
            s => s.Jobs.UpdateAsync(job with { State = JobState.Cancelled, EndedAt = s.Now }, Stop),
            Stop
        );
        library.Storage.Clock.Now += TimeSpan.FromHours(2);
        await library.Files.RemoveAsync(library.Ada, file.Id, file.Version, Stop);

        await RefusedAsync(FleetError.NotFound, () => library.Files.GetAsync(library.Ada, file.Id, Stop));
        library.OnDisk().ShouldBeEmpty();
    }

    [Theory]
    [BothDatabases]
    public async Task The_original_and_its_plain_G_code_are_downloaded(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        byte[] gcode = Lines("plain", 500);
        var packed = new MemoryStream();
        await using (
            var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress)
        )
            gzip.Write(gcode);
        LibraryFile file = (await library.UploadAsync("cube.gcode.gz", packed.ToArray())).File;

        (await ReadAsync(false)).ShouldBe(("cube.gcode.gz", Convert.ToHexString(packed.ToArray())));
        (await ReadAsync(true)).ShouldBe(("cube.gcode", Convert.ToHexString(gcode)));
        (await ReadAsync(true)).ShouldBe(("cube.gcode", Convert.ToHexString(gcode)));
        library.OnDisk().Length.ShouldBe(2);

        async Task<(string, string)> ReadAsync(bool plain)
        {
            await using FileDownload download = await library.Contents.OpenAsync(library.Ada, file.Id, plain, Stop);
            var all = new MemoryStream();
            await download.Stream.CopyToAsync(all, Stop);
            all.Length.ShouldBe(download.Size);
            return (download.Name, Convert.ToHexString(all.ToArray()));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Only_pictures_are_shown_and_only_what_is_picture_of_them(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        byte[] png = Gantry.GCode.Pictures.PngFile.Encode(2, 2, new byte[16]);
        byte[] polyglot = [.. png, .. "<script>"u8];
        byte[] svg = [.. "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8];
        string text =
            Comment("thumbnail", "64x64", svg)
            + Comment("thumbnail", "2x2", polyglot)
            + "; <script>alert(document.cookie)</script>\n"
            + Encoding.UTF8.GetString(Lines("with pictures"));

        LibraryFile file = (await library.UploadAsync("p.gcode", Encoding.UTF8.GetBytes(text))).File;

        file.HasThumbnail.ShouldBe(true);
        ContentThumbnail shown = (await library.Contents.GetThumbnailAsync(library.Ada, file.Id, 300, Stop))!;
        (shown.MediaType, shown.Width).ShouldBe(("image/png", 2));
        shown.Data.ShouldBe(png);
        // The analysis is JSON with the words as they are; whoever makes a page of them must make text of them.
        (await library.Contents.GetAnalysisAsync(library.Ada, file.Id, Stop)).ShouldNotBeNull();

        static string Comment(string word, string size, byte[] data) =>
            $"; {word} begin {size} {data.Length}\n; {Convert.ToBase64String(data)}\n; {word} end\n";
    }

    [Theory]
    [BothDatabases]
    public async Task What_a_dead_process_did_not_analyse_is_analysed_by_the_next(DatabaseKind kind)
    {
        await using TestLibrary library = await OpenAsync(kind);
        ContentHash hash = await library.Storage.KeepAsync(Lines("left", 50));
        ContentHash damaged = await library.Storage.KeepAsync([0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        LibraryFile left = await AddAsync(hash);
        LibraryFile broken = await AddAsync(damaged);
        left.GetState().ShouldBe(FileState.Analysing);

        await using (
            new AnalysisWorker(
                library.Storage.Store,
                library.Storage.Storage.Files,
                library.Options,
                TimeProvider.System,
                Microsoft.Extensions.Logging.Abstractions.NullLogger<AnalysisWorker>.Instance
            )
        )
        {
            left = await WaitAsync(left.Id);
            broken = await WaitAsync(broken.Id);
        }

        left.GetState().ShouldBe(FileState.Ready);
        left.Facts.FilamentMm.ShouldBe(50);
        broken.GetState().ShouldBe(FileState.Failed);
        broken.Problem.ShouldContain("damaged");

        async Task<LibraryFile> WaitAsync(long id)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
            limit.CancelAfter(TimeSpan.FromMinutes(1));
            while (true)
            {
                LibraryFile now = await library.Files.GetAsync(library.Ada, id, limit.Token);
                if (now.GetState() != FileState.Analysing)
                    return now;
                await Task.Delay(10, limit.Token);
            }
        }

        Task<LibraryFile> AddAsync(ContentHash bytes) =>
            library.Storage.Store.WriteAsync(
                s =>
                    s.Files.AddAsync(
                        new NewFile
                        {
                            Name = $"{bytes}.gcode",
                            ContentHash = bytes,
                            Size = 1,
                            Facts = new FileFacts(),
                            UploaderName = "ada",
                        },
                        Stop
                    ),
                Stop
            );
    }
}
