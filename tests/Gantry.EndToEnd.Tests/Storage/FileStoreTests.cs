using System.Security.Cryptography;
using Gantry.Storage;
using Gantry.Storage.Cluster;
using Gantry.Storage.Files;
using Gantry.Storage.History;
using Gantry.Storage.Jobs;
using Gantry.Storage.Library;
using Gantry.Storage.Printers;

namespace Gantry.EndToEnd.Tests.Storage;

/// <summary>The bytes of files: in a directory with either database, and in PostgreSQL.</summary>
public sealed class FileStoreTests : StorageTest
{
    public static TheoryData<DatabaseKind, FileStoreKind> Stores { get; } =
        new()
        {
            { DatabaseKind.Sqlite, FileStoreKind.Directory },
            { DatabaseKind.Postgres, FileStoreKind.Directory },
            { DatabaseKind.Postgres, FileStoreKind.LargeObjects },
        };

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Bytes_come_back_from_any_place(DatabaseKind database, FileStoreKind files)
    {
        await using TestStorage test = await OpenAsync(database, files);
        byte[] bytes = new byte[700_000];
        new Random(1).NextBytes(bytes);

        ContentHash hash = await test.KeepAsync(bytes);

        hash.ShouldBe(ContentHash.From(SHA256.HashData(bytes)));
        await using Stream stream = await test.Storage.Files.OpenReadAsync(hash, Stop);
        stream.Length.ShouldBe(bytes.Length);
        foreach ((int from, int count) in new[] { (0, 10), (262_140, 20), (699_990, 50), (5, 700_000), (700_000, 1) })
        {
            stream.Position = from;
            byte[] part = new byte[count];
            int read = await stream.ReadAtLeastAsync(part, count, false, Stop);
            part[..read].ShouldBe(bytes[from..Math.Min(from + count, bytes.Length)]);
        }
        using LocalFile local = await test.Storage.Files.OpenLocalAsync(hash, Stop);
        (await File.ReadAllBytesAsync(local.FilePath, Stop)).ShouldBe(bytes);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Bytes_that_are_not_there_are_missed_with_a_word(DatabaseKind database, FileStoreKind files)
    {
        await using TestStorage test = await OpenAsync(database, files);

        await Should.ThrowAsync<ContentMissingException>(() => test.Storage.Files.OpenReadAsync(default, Stop));
        await Should.ThrowAsync<ContentMissingException>(() => test.Storage.Files.OpenLocalAsync(default, Stop));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_is_not_as_announced_or_too_much_is_refused_and_leaves_nothing(
        DatabaseKind database,
        FileStoreKind files
    )
    {
        await using TestStorage test = await OpenAsync(database, files, o => o with { MaxBytes = 1000 });
        byte[] bytes = [1, 2, 3];
        var other = new ExpectedContent(3, ContentHash.From(SHA256.HashData([4])));

        (
            await Should.ThrowAsync<ContentMismatchException>(() => StageAsync(test, bytes, new ExpectedContent(4)))
        ).Message.ShouldContain("cut");
        (await Should.ThrowAsync<ContentMismatchException>(() => StageAsync(test, bytes, other))).Message.ShouldContain(
            "changed"
        );
        await Should.ThrowAsync<ContentTooLargeException>(() =>
            StageAsync(test, new byte[1001], ExpectedContent.Unknown)
        );
        await Should.ThrowAsync<ContentTooLargeException>(() => StageAsync(test, bytes, new ExpectedContent(1001)));
        await Should.ThrowAsync<IOException>(() =>
            test.Storage.Files.StageAsync((_, _) => throw new IOException("cut off"), ExpectedContent.Unknown, Stop)
        );
        (await StageAsync(test, bytes, new ExpectedContent(3, ContentHash.From(SHA256.HashData(bytes))))).Dispose();

        FilesOf(test).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_last_of_the_disk_is_left_for_prints(DatabaseKind database, FileStoreKind files)
    {
        await using TestStorage test = await OpenAsync(
            database,
            files,
            o => o with { FreeSpaceFloor = long.MaxValue / 2 }
        );

        (
            await Should.ThrowAsync<NotEnoughSpaceException>(() => StageAsync(test, [1], ExpectedContent.Unknown))
        ).Message.ShouldContain("free");
        FilesOf(test).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_sweep_removes_what_nothing_needs_and_nothing_else(DatabaseKind database, FileStoreKind files)
    {
        await using TestStorage test = await OpenAsync(database, files);
        LibraryFile file = await test.AddFileAsync("file");
        PrinterRecord printer = await test.AddPrinterAsync("one");
        await using IPrinterLease lease = await test.TakeAsync(printer);
        Job job = await test.AddJobAsync("job");
        ContentHash[] plain = [await test.KeepAsync([1]), await test.KeepAsync([2]), await test.KeepAsync([3])];
        ContentHash variant = await test.KeepAsync([4]);
        ContentHash orphan = await test.KeepAsync([5]);
        Job other = await test.AddJobAsync(
            "other",
            j => j with { Variants = [new() { PrinterModel = "x", ContentHash = variant }] }
        );
        await Write(test, s => s.Contents.SetPlainAsync(file.ContentHash, plain[0], Stop));
        await Write(test, s => s.Contents.SetPlainAsync(orphan, plain[1], Stop));
        (await test.Storage.Files.SweepAsync(Stop)).ShouldBe(
            new SweepResult(0, 0),
            "an upload could be about to need them"
        );
        test.Clock.Now += TimeSpan.FromHours(2);
        ContentHash fresh = await test.KeepAsync([6]);

        (await test.Storage.Files.SweepAsync(Stop)).Contents.ShouldBe(
            2,
            "the orphan with what came out of it, and the third"
        );

        foreach (ContentHash kept in new[] { file.ContentHash, plain[0], job.ContentHash!.Value, variant, fresh })
            await (await test.Storage.Files.OpenReadAsync(kept, Stop)).DisposeAsync();
        foreach (ContentHash gone in new[] { orphan, plain[1], plain[2] })
            await Should.ThrowAsync<ContentMissingException>(() => test.Storage.Files.OpenReadAsync(gone, Stop));

        // A job that has ended needs its bytes no more, but a print that may be repeated does.
        PrintRecord print = (await test.ClaimAsync(printer, lease, job))!;
        await test.EndAsync(print);
        foreach (Job ended in new[] { job, other })
            await EndAsync(test, ended);
        await Write(test, s => s.Files.RemoveAsync(file.Id, file.Version, Stop));
        (await test.Storage.Files.RemoveIfUnusedAsync(file.ContentHash, Stop)).ShouldBeTrue();
        (await test.Storage.Files.RemoveIfUnusedAsync(file.ContentHash, Stop)).ShouldBeFalse();
        (await test.Storage.Files.RemoveIfUnusedAsync(job.ContentHash!.Value, Stop)).ShouldBeFalse();
        (await test.Storage.Files.RemoveIfUnusedAsync(variant, Stop)).ShouldBeTrue();
        (await Read(test, s => s.Jobs.FindAsync(other.Id, Stop)))!.Variants.Single().ContentHash.ShouldBeNull();
        await Write(test, s => s.Prints.ReleaseContentsAsync(test.Clock.Now.AddSeconds(1), Stop));
        (await test.Storage.Files.RemoveIfUnusedAsync(job.ContentHash!.Value, Stop)).ShouldBeTrue();
        await Should.ThrowAsync<ContentMissingException>(() => test.Storage.Files.OpenReadAsync(plain[0], Stop));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task While_somebody_copies_the_files_none_goes(DatabaseKind database, FileStoreKind files)
    {
        await using TestStorage test = await OpenAsync(database, files);
        ContentHash hash = await test.KeepAsync([1]);
        test.Clock.Now += TimeSpan.FromHours(2);
        await Write(test, s => s.Contents.HoldAsync("backup", "a backup", test.Clock.Now.AddMinutes(5), Stop));

        (await test.Storage.Files.SweepAsync(Stop)).Contents.ShouldBe(0);
        await Write(test, s => s.Contents.ReleaseAsync("backup", Stop));
        (await test.Storage.Files.RemoveIfUnusedAsync(hash, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_disk_that_is_full_keeps_nothing_from_being_cleaned_away()
    {
        await using TestStorage test = await OpenAsync(DatabaseKind.Sqlite, FileStoreKind.Directory);
        await test.KeepAsync([5]);
        test.Clock.Now += TimeSpan.FromHours(2);
        await Execute(test, "PRAGMA max_page_count = 1");

        SweepResult swept = await StorageHousekeeping.RunAsync(test.Storage, isStart: true, Stop);

        swept.Contents.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_sweep_of_another_node_leaves_a_running_upload_alone(DatabaseKind database, FileStoreKind files)
    {
        await using TestStorage test = await OpenAsync(database, files);
        GantryStorage other = await test.OpenAsync("two");
        using StagedFile staged = await StageAsync(test, [1, 2, 3], ExpectedContent.Unknown);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(staged.LocalPath)!, "left.part"), "by a dead process");

        int removed =
            (await other.Files.SweepAsync(Stop)).Uploads + (await test.Storage.Files.SweepAsync(Stop)).Uploads;

        removed.ShouldBe(1);
        await test.Storage.Files.KeepAsync(staged, Stop);
        (await other.Files.SweepAsync(Stop)).ShouldBe(new SweepResult(0, 0));
        await using Stream stream = await other.Files.OpenReadAsync(staged.Hash, Stop);
        stream.Length.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_bytes_kept_and_swept_by_many_at_once_are_there_when_they_are_needed(
        DatabaseKind database,
        FileStoreKind files
    )
    {
        await using TestStorage test = await OpenAsync(database, files, o => o with { Grace = TimeSpan.Zero });
        GantryStorage other = await test.OpenAsync("two");
        byte[] bytes = [1, 2, 3];
        var done = new CancellationTokenSource();
        ContentHash hash = ContentHash.From(SHA256.HashData(bytes));
        Task sweeper = SweepUntilAsync(other, hash, done.Token);
        for (int round = 0; round < 40; round++)
        {
            // The clock stands still, so nothing is old enough until it moves.
            await Task.WhenAll(test.KeepAsync(bytes), test.KeepAsync(bytes));
            LibraryFile? file = null;
            try
            {
                file = await Write(test, s => s.Files.AddAsync(NewFile(hash), Stop));
            }
            catch (StillInUseException)
            {
                // Without a grace the sweep may come first; then nobody was told that the file is there.
            }
            if (file is null)
                continue;
            await using (Stream stream = await test.Storage.Files.OpenReadAsync(hash, Stop))
                stream.Length.ShouldBe(3);
            await Write(test, s => s.Files.RemoveAsync(file.Id, file.Version, Stop));
            test.Clock.Now += TimeSpan.FromMilliseconds(1);
        }
        await done.CancelAsync();
        await sweeper;
    }

    [Fact]
    public async Task Bytes_that_are_in_no_book_are_orphans()
    {
        await using TestStorage test = await OpenAsync(DatabaseKind.Sqlite, FileStoreKind.Directory);
        ContentHash kept = await test.KeepAsync([1]);
        await Execute(test, $"DELETE FROM contents WHERE hash = '{kept}'");
        File.WriteAllText(Path.Combine(test.Data.Files, "ab.txt"), "somebody's note");
        Directory.CreateDirectory(Path.Combine(test.Data.Files, "zz"));

        (await test.Storage.Files.SweepAsync(Stop)).Contents.ShouldBe(1);
        FilesOf(test).Select(Path.GetFileName).ShouldBe(["ab.txt"]);
    }

    [Fact]
    public async Task Copies_of_what_is_in_the_database_make_room_for_others_unless_they_are_in_use()
    {
        await using TestStorage test = await OpenAsync(
            DatabaseKind.Postgres,
            FileStoreKind.LargeObjects,
            o => o with { CacheBytes = 2000 }
        );
        ContentHash first = await test.KeepAsync(new byte[900]);
        using LocalFile used = await test.Storage.Files.OpenLocalAsync(first, Stop);
        ContentHash second = await test.KeepAsync([.. new byte[900], 1]);
        ContentHash third = await test.KeepAsync([.. new byte[900], 2]);

        string cache = test.Storage.Options.Data.Cache;
        File.Exists(Path.Combine(cache, first.ToString())).ShouldBeTrue();
        File.Exists(Path.Combine(cache, second.ToString())).ShouldBeFalse();
        using LocalFile again = await test.Storage.Files.OpenLocalAsync(second, Stop);
        new FileInfo(again.FilePath).Length.ShouldBe(901);
        File.Exists(Path.Combine(cache, third.ToString())).ShouldBeFalse();
    }

    private static async Task SweepUntilAsync(GantryStorage storage, ContentHash hash, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await storage.Files.RemoveIfUnusedAsync(hash, Stop);
            await storage.Files.SweepAsync(Stop);
        }
    }

    private static NewFile NewFile(ContentHash hash) =>
        new()
        {
            Name = "a",
            ContentHash = hash,
            Size = 3,
            Facts = new FileFacts(),
            UploaderName = "Ada",
        };

    private static Task EndAsync(TestStorage test, Job job) =>
        Write(
            test,
            async s =>
            {
                Job now = (await s.Jobs.FindAsync(job.Id, Stop))!;
                await s.Jobs.UpdateAsync(now with { State = JobState.Done, EndedAt = s.Now }, Stop);
            }
        );

    private static Task<StagedFile> StageAsync(TestStorage test, byte[] bytes, ExpectedContent expected) =>
        test.Storage.Files.StageAsync((to, stop) => to.WriteAsync(bytes, stop).AsTask(), expected, Stop);

    private static Task<TestStorage> OpenAsync(
        DatabaseKind database,
        FileStoreKind files,
        Func<FileStoreOptions, FileStoreOptions>? change = null
    )
    {
        var options = new FileStoreOptions { Kind = files, FreeSpaceFloor = 0 };
        return TestStorage.OpenAsync(database, change?.Invoke(options) ?? options);
    }

    private static string[] FilesOf(TestStorage test)
    {
        string folder =
            test.Storage.Options.Files.Kind == FileStoreKind.Directory
                ? test.Data.Files
                : test.Storage.Options.Data.Cache;
        return Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
    }
}
