using Gantry.Storage;
using Gantry.Storage.Files;
using Gantry.Storage.Library;

namespace Gantry.EndToEnd.Tests.Storage;

public sealed class FileTests : StorageTest
{
    private static readonly FileFacts Facts = new()
    {
        Kind = "Text",
        Slicer = "PrusaSlicer 2.9",
        PrinterModel = "MK4",
        Material = "PETG",
        NozzleMm = 0.4,
        LayerMm = 0.2,
        Seconds = 3600.5,
        FilamentMm = 1234.5,
        FilamentG = 3.7,
        SizeX = 10,
        SizeY = 20,
        SizeZ = 30,
        Tools = 1,
    };

    [Theory]
    [BothDatabases]
    public async Task A_file_comes_back_as_it_was_put_in(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        LibraryFile added = await test.AddFileAsync("Knob.gcode", Facts);

        LibraryFile? found = await Read(test, s => s.Files.FindAsync(added.Id, Stop));

        found!.Facts.ShouldBe(Facts);
        (found.Name, found.UploaderName, found.UploadedAt, found.PrintedAt, found.Version).ShouldBe(
            ("Knob.gcode", "Ada", test.Clock.Now, null, 1)
        );
        (await Read(test, s => s.Files.FindAsync(Folder.RootId, "KNOB.GCODE", Stop)))!.Id.ShouldBe(added.Id);
        await Should.ThrowAsync<NameTakenException>(() => test.AddFileAsync("knob.gcode"));
    }

    [Theory]
    [BothDatabases]
    public async Task Names_are_only_data(DatabaseKind kind)
    {
        string[] names =
        [
            "../../etc/passwd",
            "C:\\con.gcode",
            "$(reboot);'\"--.gcode",
            "<img src=x onerror=alert(1)>",
            "a\u202Egcode.exe",
            "%",
            "_",
            new string('x', 255),
            "日本語 🖨.gcode",
            "\u0001\n",
        ];
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        foreach (string name in names)
            await test.AddFileAsync(name);
        LibraryFile broken = await test.AddFileAsync("half \uD83D, nul \0");

        foreach (string name in names)
            (await Read(test, s => s.Files.FindAsync(Folder.RootId, name, Stop)))!.Name.ShouldBe(name);
        broken.Name.ShouldBe("half \uFFFD, nul ");
        (await Search(test, new FileQuery { Text = "%" })).ShouldBe(["%"]);
        (await Search(test, new FileQuery { Text = "_" })).ShouldBe(["_"]);
    }

    [Theory]
    [BothDatabases]
    public async Task A_search_finds_files_by_words_tags_folders_and_facts(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        Folder outer = await Write(test, s => s.Folders.AddAsync(Folder.RootId, "outer", "Ada", Stop));
        Folder inner = await Write(test, s => s.Folders.AddAsync(outer.Id, "inner", "Ada", Stop));
        LibraryFile knob = await test.AddFileAsync("Knob round.gcode", Facts, inner.Id);
        await test.AddFileAsync("knob square.gcode", Facts with { Material = "PLA" }, outer.Id);
        await test.AddFileAsync("lid.gcode");
        await Write(
            test,
            s => s.Files.UpdateAsync(knob with { Tags = ["Röhre ", "urgent"], Note = "for Élise" }, Stop)
        );

        (await Search(test, new FileQuery { Text = "ROUND knob" })).ShouldBe(["Knob round.gcode"]);
        (await Search(test, new FileQuery { Text = "élise" })).ShouldBe(["Knob round.gcode"]);
        (await Search(test, new FileQuery { Text = "röhre mk4" })).ShouldBe(["Knob round.gcode"]);
        (await Search(test, new FileQuery { Tags = ["urgent", "RÖHRE"] })).ShouldBe(["Knob round.gcode"]);
        (await Search(test, new FileQuery { Tags = ["urgent", "later"] })).ShouldBeEmpty();
        (await Search(test, new FileQuery { FolderId = outer.Id })).ShouldBe(["knob square.gcode"]);
        (await Search(test, new FileQuery { FolderId = outer.Id, WithSubfolders = true })).Count.ShouldBe(2);
        (await Search(test, new FileQuery { Material = "PLA", PrinterModel = "MK4" })).ShouldBe(["knob square.gcode"]);
        (await Search(test, new FileQuery { Text = "ada" })).Count.ShouldBe(3);
        (await Read(test, s => s.Files.CountAsync(new FileQuery { Text = "knob" }, 1000, Stop))).ShouldBe(2);
        (await Read(test, s => s.Files.CountAsync(new FileQuery { Text = "knob" }, 1, Stop))).ShouldBe(1);
        (await Read(test, s => s.Files.ListTagsAsync(Stop)))
            .Select(t => (t.Tag, t.Files))
            .ShouldBe([("röhre", 1), ("urgent", 1)]);
    }

    [Theory]
    [BothDatabases]
    public async Task Every_order_is_paged_without_a_gap_or_a_repetition(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        var random = new Random(7);
        for (int i = 0; i < 23; i++)
        {
            test.Clock.Now += TimeSpan.FromSeconds(random.Next(2));
            FileFacts facts = new() { Seconds = random.Next(3) / 3.0, FilamentG = random.Next(3) * 0.1 };
            await test.AddFileAsync($"{(char)('a' + random.Next(26))}{i}", facts);
        }
        foreach (FileSort sort in Enum.GetValues<FileSort>())
        foreach (bool descending in new[] { false, true })
        {
            var query = new FileQuery { Sort = sort, Descending = descending };
            List<LibraryFile> whole = await ReadAll(p => Read(test, s => s.Files.SearchAsync(query, p, Stop)), 100);
            List<LibraryFile> paged = await ReadAll(p => Read(test, s => s.Files.SearchAsync(query, p, Stop)), 4);

            paged.Select(f => f.Id).ShouldBe(whole.Select(f => f.Id), $"{sort} {descending}");
            whole.Select(f => f.Id).Distinct().Count().ShouldBe(23);
            Comparison<LibraryFile> order = (a, b) =>
                sort switch
                {
                    FileSort.Name => string.CompareOrdinal(a.Name, b.Name),
                    FileSort.Uploaded => a.UploadedAt.CompareTo(b.UploadedAt),
                    FileSort.Size => a.Size.CompareTo(b.Size),
                    FileSort.Time => a.Facts.Seconds.CompareTo(b.Facts.Seconds),
                    FileSort.Filament => a.Facts.FilamentG.CompareTo(b.Facts.FilamentG),
                    _ => 0,
                };
            for (int i = 1; i < whole.Count; i++)
                (descending ? order(whole[i], whole[i - 1]) : order(whole[i - 1], whole[i])).ShouldBeLessThanOrEqualTo(
                    0
                );
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_page_place_that_is_none_is_refused(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        foreach (string place in new[] { "x", "!!", "WzEsMl0", "eyJhIjoxfQ", "W10", new string('A', 5000) })
            await Should.ThrowAsync<PageCursorException>(() =>
                Read(test, s => s.Files.SearchAsync(new FileQuery(), new PageRequest(1, place), Stop))
            );
    }

    [Theory]
    [BothDatabases]
    public async Task Of_two_who_change_a_file_the_second_is_told(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        LibraryFile file = await test.AddFileAsync("a.gcode");
        await test.AddFileAsync("b.gcode");

        LibraryFile changed = await Write(
            test,
            s => s.Files.UpdateAsync(file with { Name = "A.gcode", Note = "1" }, Stop)
        );

        (changed.Name, changed.Note, changed.Version).ShouldBe(("A.gcode", "1", 2));
        VersionConflictException late = await Should.ThrowAsync<VersionConflictException>(() =>
            Write(test, s => s.Files.UpdateAsync(file with { Note = "2" }, Stop))
        );
        late.Message.ShouldContain($"file {file.Id}");
        await Should.ThrowAsync<NameTakenException>(() =>
            Write(test, s => s.Files.UpdateAsync(changed with { Name = "B.gcode" }, Stop))
        );
        await Should.ThrowAsync<VersionConflictException>(() =>
            Write(test, s => s.Files.RemoveAsync(file.Id, 1, Stop))
        );
        await Write(test, s => s.Files.RemoveAsync(file.Id, 2, Stop));
        (await Read(test, s => s.Files.FindAsync(file.Id, Stop))).ShouldBeNull();
    }

    [Theory]
    [BothDatabases]
    public async Task A_new_version_keeps_the_name_and_forgets_the_old_prints(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        LibraryFile file = await test.AddFileAsync("a.gcode");
        await Write(test, s => s.Files.CountPrintAsync(file.ContentHash, 2, 1, test.Clock.Now, Stop));
        await Write(test, s => s.Files.CountPrintAsync(file.ContentHash, 0, -5, test.Clock.Now, Stop));
        LibraryFile printed = (await Read(test, s => s.Files.FindAsync(file.Id, Stop)))!;
        (printed.PrintedGood, printed.PrintedBad, printed.PrintedAt).ShouldBe((2, 0, test.Clock.Now));
        ContentHash other = await test.KeepAsync([1, 2, 3]);
        var by = new NewFile
        {
            Name = "a.gcode",
            ContentHash = other,
            Size = 3,
            Facts = Facts,
            UploaderName = "Bob",
        };

        LibraryFile replaced = await Write(test, s => s.Files.ReplaceAsync(printed, by, Stop));

        (replaced.Id, replaced.ContentHash, replaced.UploaderName, replaced.PrintedGood).ShouldBe(
            (file.Id, other, "Bob", 0)
        );
        (await Read(test, s => s.Files.ListByContentAsync(other, Stop))).Select(f => f.Id).ShouldBe([file.Id]);
        (await Search(test, new FileQuery { Text = "bob petg" })).ShouldBe(["a.gcode"]);
    }

    [Theory]
    [BothDatabases]
    public async Task A_new_analysis_is_written_to_all_files_of_the_same_bytes(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        LibraryFile file = await test.AddFileAsync("a.gcode");
        ContentThumbnail picture = new()
        {
            MediaType = "image/png",
            Width = 2,
            Height = 1,
            Data = [1, 2, 3],
        };

        await Write(
            test,
            async s =>
            {
                await s.Contents.SetAnalysisAsync(file.ContentHash, 3, """{"a":1}""", [picture, picture], Stop);
                await s.Contents.SetAnalysisAsync(file.ContentHash, 4, """{"a":2}""", [picture], Stop);
                await s.Files.SetFactsAsync(file.ContentHash, Facts, Stop);
            }
        );

        (await Read(test, s => s.Files.FindAsync(file.Id, Stop)))!.Facts.ShouldBe(Facts);
        (await Search(test, new FileQuery { Text = "mk4" })).ShouldBe(["a.gcode"]);
        (await Read(test, s => s.Contents.GetAnalysisAsync(file.ContentHash, Stop))).ShouldBe("""{"a":2}""");
        (await Read(test, s => s.Contents.FindAsync(file.ContentHash, Stop)))!.AnalysisVersion.ShouldBe(4);
        (await Read(test, s => s.Contents.ListThumbnailsAsync(file.ContentHash, Stop))).Single().Data.ShouldBeEmpty();
        (await Read(test, s => s.Contents.FindThumbnailAsync(file.ContentHash, 0, Stop)))!.Data.ShouldBe([1, 2, 3]);
        await Should.ThrowAsync<ContentMissingException>(() =>
            Write(test, s => s.Contents.SetAnalysisAsync(default, 1, "{}", [], Stop))
        );
    }

    [Theory]
    [BothDatabases]
    public async Task A_file_needs_bytes_and_a_folder_that_are_there(DatabaseKind kind)
    {
        await using TestStorage test = await TestStorage.OpenAsync(kind);
        await Should.ThrowAsync<StillInUseException>(() => test.AddFileAsync("a", folder: 99));
        var file = new NewFile
        {
            Name = "b",
            ContentHash = ContentHash.Parse(new string('a', 64)),
            Size = 1,
            Facts = Facts,
            UploaderName = "Ada",
        };
        await Should.ThrowAsync<StillInUseException>(() => Write(test, s => s.Files.AddAsync(file, Stop)));
        await Should.ThrowAsync<StorageException>(() =>
            Write(
                test,
                s => s.Files.AddAsync(file with { Tags = [.. Enumerable.Range(0, 99).Select(i => $"{i}")] }, Stop)
            )
        );
    }

    private static async Task<List<string>> Search(TestStorage test, FileQuery query) =>
        [.. (await ReadAll(p => Read(test, s => s.Files.SearchAsync(query, p, Stop)), 2)).Select(f => f.Name)];
}
